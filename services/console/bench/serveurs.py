"""Les serveurs d'un banc : un PostgreSQL et un nœud RabbitMQ à lui, et de vrais processus. Rien n'en reste à la fin."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import psutil
import psycopg

from console.bench.faits import AGREGAT, TYPE
from console.bench.reception.reaction import TABLE
from console.local.bases import preparer_base
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.local.rabbitmq import NoeudRabbitMQ
from console.services import migrations
from socle.technique.jetons import jwks_publics
from socle.technique.messagerie.bus import Adresses
from socle.technique.migrations import migrer

DELAI = 600.0
"""Secondes au-delà desquelles un banc qui n'avance plus abandonne."""


@dataclass(frozen=True, kw_only=True)
class Serveurs:
    """Les adresses d'un banc ; `bases` par service d'essai (adresses SQLAlchemy)."""

    dossier: Path
    amqp_url: str
    bases: dict[str, str]
    partitions: int = 1

    @property
    def adresses(self) -> Adresses:
        return Adresses("banc", self.partitions)

    def connexion(self, service: str, *, autocommit: bool = True) -> psycopg.Connection[Any]:
        return psycopg.connect(libpq(self.bases[service]), autocommit=autocommit)

    @property
    def files(self) -> list[str]:
        """Noms des files du consommateur, une par partition."""
        return [file.name for file in self.adresses.files("reception", "emission", "chose")]

    def cle(self, rang: int) -> str:
        """Clé de routage du fait de rang `rang` : les partitions tour à tour."""
        return f"{AGREGAT}.{TYPE}.{rang % self.partitions}"

    @contextmanager
    def travailleur(self, service: str) -> Iterator[psutil.Process]:
        """Le vrai processus travailleur (eventlet, nameko) d'un service d'essai."""
        programme = f"from console import vert; vert.main(['console.bench.{service}'])"
        with self.processus(["-c", programme], {"LOGIS_BANC_DATABASE_URL": self.bases[service]}) as processus:
            yield processus

    @contextmanager
    def processus(self, arguments: Sequence[str], variables: dict[str, str]) -> Iterator[psutil.Process]:
        """Un processus Python à côté ; SIGTERM à la sortie, SIGKILL s'il résiste."""
        environnement = {
            **os.environ,
            "LOGIS_ESPACE": "test-banc",
            "LOGIS_AMQP_URL": self.amqp_url,
            "LOGIS_PREFIXE_BUS": "banc",
            "LOGIS_TOPOLOGIE": str(self.dossier / "topologie.yaml"),
            "LOGIS_JWKS_INTERNE": str(self.dossier / "jwks.json"),
            "LOGIS_NIVEAU_JOURNAL": "WARNING",
            "LOGIS_OTLP_URL": "",
            **variables,
        }
        with (self.dossier / "processus.log").open("ab") as journal:
            enfant = subprocess.Popen([sys.executable, *arguments], env=environnement, stdout=journal, stderr=journal)
        try:
            yield psutil.Process(enfant.pid)
        finally:
            enfant.send_signal(signal.SIGTERM)
            try:
                enfant.wait(20)
            except subprocess.TimeoutExpired:
                enfant.kill()
                enfant.wait()

    def attendre(self, quoi: str, condition: Callable[[], bool], *, pas: float = 0.1, delai: float = DELAI) -> None:
        """Lève SystemExit, avec la fin du journal des processus, si `condition` ne vient pas."""
        limite = time.monotonic() + delai
        while not condition():
            if time.monotonic() > limite:
                journal = (self.dossier / "processus.log").read_text(encoding="utf-8", errors="replace")[-3000:]
                raise SystemExit(f"Le banc attendait {quoi} : rien après {delai:.0f} s.\n{journal}")
            time.sleep(pas)


@contextmanager
def ouvrir(*services: str, courtier: bool = True, partitions: int = 1) -> Iterator[Serveurs]:
    """Démarre ce qu'il faut, migre une base par service d'essai, et efface tout en sortant, même interrompu."""
    _finir_sur_sigterm()
    dossier = Path(tempfile.mkdtemp(prefix="logis-banc-"))
    espace = Espace("test-banc", racine=dossier)
    with ExitStack() as pile:
        pile.callback(shutil.rmtree, dossier, ignore_errors=True)
        pile.callback(shutil.rmtree, espace.sockets, ignore_errors=True)
        postgres = PostgresLocal(espace)
        pile.callback(postgres.detruire)
        url_admin = postgres.demarrer()
        amqp_url = "memory://"
        if courtier:
            noeud = NoeudRabbitMQ(espace)
            pile.callback(noeud.detruire)
            amqp_url = noeud.demarrer()
        bases = {service: preparer_base(espace, service, url_admin=url_admin) for service in services}
        for url in bases.values():
            migrer(migrations("gateway"), url)  # la plus petite base qui porte les tables du noyau
        (dossier / "jwks.json").write_text(str(jwks_publics({})).replace("'", '"'), encoding="ascii")
        (dossier / "topologie.yaml").write_text(
            f"partitions: {partitions}\nservices: {{emission: {{}}, reception: {{ecoute: {{emission: [chose]}}}}}}\n",
            encoding="utf-8",
        )
        serveurs = Serveurs(dossier=dossier, amqp_url=amqp_url, bases=bases, partitions=partitions)
        if "reception" in bases:
            with serveurs.connexion("reception") as connexion:
                connexion.execute(TABLE)
        yield serveurs


def memoire(processus: psutil.Process) -> float:
    """Mémoire résidente (Mo) du processus."""
    return round(float(processus.memory_info().rss) / 1_048_576, 1)


def cpu(processus: psutil.Process) -> float:
    """Secondes de processeur prises par le processus : ce qui reste comparable sur une machine occupée."""
    temps = processus.cpu_times()
    return float(temps.user + temps.system)


def libpq(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _finir_sur_sigterm() -> None:
    """Un banc qu'on arrête nettoie derrière lui."""

    def finir(_signal: int, _cadre: FrameType | None) -> NoReturn:
        raise SystemExit(143)

    signal.signal(signal.SIGTERM, finir)
