"""Lancer, surveiller et arrêter un processus qui survit à la commande qui l'a lancé ; choisir un port libre."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_JOURNAL_MAX = 10_000_000  # octets ; au-delà, le journal précédent est gardé sous `.1`
_ENFANTS: dict[int, subprocess.Popen[bytes]] = {}


def attendre(condition: Callable[[], bool], *, delai: float) -> bool:
    """Interroge `condition` de plus en plus lentement (5 à 100 ms) ; faux si elle n'est pas vraie après `delai` secondes."""
    limite = time.monotonic() + delai
    pas = 0.005
    while not condition():
        if time.monotonic() >= limite:
            return False
        time.sleep(pas)
        pas = min(pas * 1.5, 0.1)
    return True


@dataclass(frozen=True)
class Processus:
    """Un processus nommé par son pid et sa naissance (secondes Unix) : un pid réutilisé n'est pas le même processus."""

    pid: int
    cree: float

    @classmethod
    def numero(cls, pid: int) -> Processus | None:
        """Le processus qui porte ce pid, s'il vit."""
        try:
            trouve = cls(pid, float(psutil.Process(pid).create_time()))
        except (psutil.Error, ValueError):
            return None
        return trouve if trouve.vivant() else None

    def vivant(self) -> bool:
        enfant = _ENFANTS.get(self.pid)
        if enfant is not None and enfant.poll() is not None:
            del _ENFANTS[self.pid]
        try:
            trouve = psutil.Process(self.pid)
            return bool(trouve.status() != psutil.STATUS_ZOMBIE and abs(trouve.create_time() - self.cree) < 5)
        except psutil.Error:
            return False

    def commande(self) -> list[str]:
        try:
            return [str(mot) for mot in psutil.Process(self.pid).cmdline()]
        except psutil.Error:
            return []

    def signaler(self, numero: int) -> None:
        if self.vivant():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, numero)

    def descendants(self) -> list[Processus]:
        try:
            enfants = psutil.Process(self.pid).children(recursive=True)
        except psutil.Error:
            return []
        return [p for enfant in enfants if (p := Processus.numero(enfant.pid)) is not None]

    @classmethod
    def dans(cls, dossier: Path) -> list[Processus]:
        """Les processus dont le dossier courant est celui-ci (ce que le compte courant peut voir)."""
        vus = psutil.process_iter(["pid", "cwd"])
        return [p for vu in vus if vu.info["cwd"] == str(dossier) and (p := cls.numero(vu.info["pid"])) is not None]

    def finir(self, *, delai: float) -> bool:
        return attendre(lambda: not self.vivant(), delai=delai)

    def arreter(self, *signaux: tuple[int, float]) -> None:
        """Essaie chaque (signal, secondes laissées) dans l'ordre, puis tue le processus et ses descendants."""
        for numero, delai in signaux:
            self.signaler(numero)
            if self.finir(delai=delai):
                return
        self.tuer()

    def tuer(self) -> None:
        """SIGKILL au processus, puis à ses descendants ; rend la main quand tous ont disparu."""
        famille = [self, *self.descendants()]
        for processus in famille:
            processus.signaler(signal.SIGKILL)
        for processus in famille:
            processus.finir(delai=10)


@dataclass(frozen=True)
class Compte:
    """Le compte sous lequel tourne un serveur (quand on est root et que le serveur refuse de l'être)."""

    uid: int
    gid: int


def lancer(
    commande: Sequence[str],
    *,
    environnement: dict[str, str],
    journal: Path,
    dossier: Path,
    compte: Compte | None = None,
) -> Processus:
    """Lance la commande dans sa propre session, sorties ajoutées à `journal` ; l'environnement du parent n'est pas hérité."""
    if journal.exists() and journal.stat().st_size > _JOURNAL_MAX:
        journal.replace(journal.with_name(f"{journal.name}.1"))
    with journal.open("ab") as sortie:
        enfant = subprocess.Popen(
            commande,
            env=environnement,
            cwd=dossier,
            stdin=subprocess.DEVNULL,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=0o077,
            user=compte.uid if compte else None,
            group=compte.gid if compte else None,
            extra_groups=[] if compte else None,
        )
    _ENFANTS[enfant.pid] = enfant
    return Processus.numero(enfant.pid) or Processus(enfant.pid, 0.0)


def ports_libres(nombre: int) -> list[int]:
    """Des ports TCP libres et distincts sur 127.0.0.1, choisis par le noyau."""
    prises = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(nombre)]
    try:
        for prise in prises:
            prise.bind(("127.0.0.1", 0))
        return [int(prise.getsockname()[1]) for prise in prises]
    finally:
        for prise in prises:
            prise.close()


def port_disponible(port: int) -> bool:
    """Vrai si personne n'écoute sur ce port de 127.0.0.1 (les connexions qui s'y ferment ne comptent pas)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def ports_voulus(voulus: Sequence[object], *, nombre: int) -> list[int]:
    """Les ports de la dernière fois s'ils sont libres, sinon des ports neufs.

    Un serveur qu'on vient de tuer tient encore ses ports quelques millisecondes : on les attend, pour que ses clients
    le retrouvent à la même adresse.
    """
    anciens = [port for port in voulus if isinstance(port, int)]
    if len(anciens) == nombre and attendre(lambda: all(port_disponible(port) for port in anciens), delai=2):
        return anciens
    return ports_libres(nombre)
