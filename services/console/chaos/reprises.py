"""Mesurer les reprises : combien de secondes après la faute tout repart."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString

import psycopg

from console.chaos.banc import Banc

RENONCER = 60.0
"""Secondes au-delà desquelles la mesure est abandonnée et notée telle."""

OBJECTIFS = {"relais": 10.0, "courtier": 30.0, "postgres": 15.0}
"""Secondes : relais tué repris, courtier redémarré vidé, PostgreSQL redémarré."""


@dataclass
class Chronometre:
    """Chaque mesure attend sa condition dans un fil ; `mesures` : secondes par sujet.

    Une mesure trop longue pendant laquelle un autre serveur est tombé ne dit rien du premier : elle est écartée, et comptée.
    """

    banc: Banc
    serveurs_en_faute: threading.Event = field(default_factory=threading.Event)
    mesures: dict[str, list[float]] = field(default_factory=lambda: {sujet: [] for sujet in OBJECTIFS})
    ecartees: int = 0
    _fils: list[threading.Thread] = field(default_factory=list)

    def relais(self, service: str, *, depuis: datetime) -> None:
        """Du moment où le relais est tué au premier fait de ce service envoyé ensuite. Attend la mesure."""
        self._lancer("relais", lambda: self._envoye_depuis(service, depuis)).join()

    def serveur(self, sujet: str, *, depuis: datetime) -> None:
        """Du moment où le serveur répond de nouveau à l'outbox vidée de ce qui attendait et au premier effet nouveau."""
        self._lancer(sujet, lambda: self._reparti(depuis))

    def finir(self) -> None:
        for fil in self._fils:
            fil.join(RENONCER + 5)

    def _lancer(self, sujet: str, condition: Callable[[], bool]) -> threading.Thread:
        debut = time.monotonic()

        def mesurer() -> None:
            derangee = False
            while time.monotonic() - debut < RENONCER:
                derangee = derangee or self.serveurs_en_faute.is_set()
                try:
                    if condition():
                        break
                except psycopg.OperationalError:
                    pass
                time.sleep(0.1)
            if derangee and time.monotonic() - debut > OBJECTIFS[sujet]:
                self.ecartees += 1
            else:
                self.mesures[sujet].append(round(time.monotonic() - debut, 2))

        fil = threading.Thread(target=mesurer, name=f"reprise-{sujet}", daemon=True)
        self._fils.append(fil)
        fil.start()
        return fil

    def _envoye_depuis(self, service: str, depuis: datetime) -> bool:
        return self._vrai(service, "SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at > %s)", depuis)

    def _reparti(self, depuis: datetime) -> bool:
        en_attente = "SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL AND created_at <= %s)"
        if any(self._vrai(service, en_attente, depuis) for service in self.banc.urls):
            return False
        return self._vrai("temoin", "SELECT EXISTS (SELECT 1 FROM effet_temoin WHERE le > %s)", depuis)

    def _vrai(self, service: str, question: LiteralString, depuis: datetime) -> bool:
        with self.banc.base(service) as base:
            ligne = base.execute(question, [depuis]).fetchone()
        return bool(ligne and ligne[0])
