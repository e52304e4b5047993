"""Les gardiens : chaque processus du banc est relancé dès qu'il meurt, comme le ferait Kubernetes, sauf pendant sa faute."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.local.processus import attendre

DELAI_RELANCE = 0.5
"""Secondes entre une mort et la relance."""

DELAI_ARRET = 25.0
"""Secondes laissées à un processus qui reçoit SIGTERM : un peu plus que le délai où il se force lui-même à sortir."""


@dataclass
class Gardien:
    """Un processus et ses relances. `tenu` : la faute en cours s'en occupe, le gardien ne relance pas."""

    nom: str
    commande: Sequence[str]
    environnement: Mapping[str, str]
    journal: Path
    processus: subprocess.Popen[bytes] | None = None
    tenu: bool = False
    attendu_mort: bool = False
    relances: int = 0
    morts: list[int] = field(default_factory=list)
    """Codes de sortie des morts que personne n'avait provoquées."""

    @property
    def pid(self) -> int | None:
        return self.processus.pid if self.processus is not None and self.processus.poll() is None else None

    def lancer(self) -> None:
        with self.journal.open("ab") as sortie:
            self.processus = subprocess.Popen(
                list(self.commande),
                env=dict(self.environnement),
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=sortie,
                start_new_session=True,
            )
        self.attendu_mort = False

    def signaler(self, numero: int) -> None:
        """Envoie un signal au processus, s'il vit."""
        pid = self.pid
        if pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, numero)

    def tuer(self) -> None:
        """SIGKILL, voulu par une faute : cette mort n'est pas un défaut."""
        self.attendu_mort = True
        self.signaler(signal.SIGKILL)

    def arreter(self, delai: float = DELAI_ARRET) -> int | None:
        """SIGTERM et attente ; rend le code de sortie, ou None si le délai est passé (le processus est alors tué)."""
        self.attendu_mort = True
        processus = self.processus
        if processus is None:
            return 0
        self.signaler(signal.SIGTERM)
        try:
            return processus.wait(delai)
        except subprocess.TimeoutExpired:
            processus.kill()
            processus.wait()
            return None


class Gardiens:
    """Veille sur tous les processus du banc depuis un fil."""

    def __init__(self) -> None:
        self.tous: dict[str, Gardien] = {}
        self._fini = threading.Event()
        self._fil = threading.Thread(target=self._veiller, name="gardiens", daemon=True)

    def ajouter(self, gardien: Gardien) -> Gardien:
        self.tous[gardien.nom] = gardien
        gardien.lancer()
        return gardien

    def retirer(self, nom: str) -> None:
        self.tous.pop(nom, None)

    def par_pid(self, pid: int) -> Gardien | None:
        return next((g for g in list(self.tous.values()) if g.pid == pid), None)

    def veiller(self) -> None:
        self._fil.start()

    def fermer(self) -> None:
        """Arrête la veille, puis tous les processus ensemble."""
        self._fini.set()
        if self._fil.is_alive():
            self._fil.join(5)
        gardiens = list(self.tous.values())
        for gardien in gardiens:
            gardien.attendu_mort = True
            gardien.signaler(signal.SIGCONT)
            gardien.signaler(signal.SIGTERM)
        attendre(lambda: all(g.pid is None for g in gardiens), delai=DELAI_ARRET)
        for gardien in gardiens:
            gardien.arreter(delai=0.1)

    def _veiller(self) -> None:
        morts: dict[str, float] = {}
        while not self._fini.wait(0.1):
            for gardien in list(self.tous.values()):
                if gardien.tenu or gardien.pid is not None or gardien.processus is None:
                    continue
                depuis = morts.setdefault(gardien.nom, time.monotonic())
                if time.monotonic() - depuis < DELAI_RELANCE:
                    continue
                del morts[gardien.nom]
                if not gardien.attendu_mort:
                    gardien.morts.append(gardien.processus.returncode)
                gardien.relances += 1
                gardien.lancer()
