"""Processus travailleur : plusieurs services nameko sous eventlet. Ce module se charge avant tout autre."""

import os
import warnings

os.environ["PSYCOPG_WAIT_FUNC"] = "wait_selector"
warnings.filterwarnings("ignore", message="\\s*Eventlet is deprecated")

import eventlet  # noqa: E402

eventlet.monkey_patch()

from socle.technique.messagerie import attente_verte  # noqa: E402

attente_verte.installer()

import importlib  # noqa: E402
import signal  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from types import FrameType  # noqa: E402

import structlog  # noqa: E402
from eventlet.event import Event  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from socle.technique.config import ConfigCommune, charger  # noqa: E402
from socle.technique.telemetrie import demarrer, vider  # noqa: E402

journal = structlog.get_logger("vert")

TACHES = 40
"""Tâches simultanées par conteneur : bien plus que les boucles d'un service."""


def main(services: Sequence[str]) -> None:
    """Fait tourner les travailleurs nommés jusqu'à SIGTERM, puis arrête proprement : finir, rendre la tenure, sortir."""
    config = charger(ConfigCommune)
    nom = services[0] if len(services) == 1 else "suite"
    demarrer(nom, "worker", otlp_url=config.otlp_url, niveau=config.niveau_journal)
    lanceur = ServiceRunner({"AMQP_URI": config.amqp_url, "max_workers": TACHES})
    for service in services:
        lanceur.add_service(importlib.import_module(f"{service}.entrypoints.worker").Travailleur)

    demarre = Event()

    def arreter_une_fois_demarre() -> None:
        """Arrêter pendant le démarrage laisserait tourner ce qui démarre ensuite."""
        demarre.wait()
        lanceur.stop()

    def arreter(_signal: int, _cadre: FrameType | None) -> None:
        eventlet.spawn_after(config.delai_arret_s, _forcer, config.delai_arret_s)
        eventlet.spawn_n(arreter_une_fois_demarre)

    signal.signal(signal.SIGTERM, arreter)
    signal.signal(signal.SIGINT, arreter)
    lanceur.start()
    demarre.send(None)
    journal.info("travailleurs démarrés", services=list(services))
    lanceur.wait()
    vider()


def _forcer(delai: float) -> None:
    """Le délai d'arrêt est passé : mieux vaut sortir en erreur que d'être tué sans un mot. Rien n'est perdu."""
    journal.error("arrêt forcé : le délai est passé", delai_s=delai)
    os._exit(1)
