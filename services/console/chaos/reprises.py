"""Mesurer les reprises : combien de secondes après la faute tout repart."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString

import psycopg

from console.chaos.banc import Banc
from console.local.processus import attendre

RENONCER = 60.0
"""Secondes au-delà desquelles une mesure est arrêtée ; le rapport la montre à cette valeur."""

OBJECTIFS = {"relais": 10.0, "courtier": 30.0, "postgres": 15.0}
"""Secondes : relais tué repris, courtier redémarré vidé, PostgreSQL redémarré."""


@dataclass
class Chronometre:
    """`mesures` : secondes par sujet. Chaque mesure rend la main quand tout est reparti, ou quand elle renonce."""

    banc: Banc
    mesures: dict[str, list[float]] = field(default_factory=lambda: {sujet: [] for sujet in OBJECTIFS})

    def relais(self, service: str, *, depuis: datetime) -> None:
        """Du moment où le relais est tué au premier fait de ce service envoyé ensuite."""
        self._mesurer("relais", lambda: self._envoye_depuis(service, depuis))

    def serveur(self, sujet: str, *, depuis: datetime) -> None:
        """Du moment où le serveur répond de nouveau à l'outbox vidée de ce qui attendait et au premier effet nouveau."""
        self._mesurer(sujet, lambda: self._reparti(depuis))

    def _mesurer(self, sujet: str, condition: Callable[[], bool]) -> None:
        debut = time.monotonic()

        def reparti() -> bool:
            try:
                return condition()
            except psycopg.OperationalError:
                return False

        attendre(reparti, delai=RENONCER)
        self.mesures[sujet].append(round(time.monotonic() - debut, 2))

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
