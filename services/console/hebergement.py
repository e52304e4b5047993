"""Faire tourner un service, ou plusieurs dans un même processus, dans le rôle demandé."""

from __future__ import annotations

import importlib
import signal
import threading
from collections.abc import Sequence
from types import FrameType

from console.services import DOMAINES
from socle.technique.config import ConfigCommune, adresses, charger
from socle.technique.messagerie.mesures import Jauges
from socle.technique.rpc.service import ServiceGrpc
from socle.technique.telemetrie import demarrer, vider


def servir_grpc(services: Sequence[str]) -> None:
    """Ouvre les serveurs gRPC nommés et attend SIGTERM ; celui de la passerelle ne sert que son noyau."""
    commune = charger(ConfigCommune)
    nom = services[0] if len(services) == 1 else "suite"
    demarrer(nom, "grpc", otlp_url=commune.otlp_url, niveau=commune.niveau_journal)
    ouverts = [_ouvrir(service, seul=len(services) == 1) for service in services]
    Jauges({ouvert.service: ouvert.noyau.administration for ouvert in ouverts})
    _a_l_arret().wait()
    for ouvert in ouverts:
        ouvert.arreter()
    vider()


def servir_lots(service: str) -> None:
    """Fait avancer les traitements de masse d'un service jusqu'à SIGTERM."""
    commune = charger(ConfigCommune)
    demarrer(service, "lots", otlp_url=commune.otlp_url, niveau=commune.niveau_journal)
    importlib.import_module(f"{service}.entrypoints.lots").servir(_a_l_arret())
    vider()


def _a_l_arret() -> threading.Event:
    """Levé à SIGTERM ou SIGINT."""
    fini = threading.Event()

    def arreter(_signal: int, _cadre: FrameType | None) -> None:
        fini.set()

    signal.signal(signal.SIGTERM, arreter)
    signal.signal(signal.SIGINT, arreter)
    return fini


def _ouvrir(service: str, *, seul: bool) -> ServiceGrpc:
    config = charger(importlib.import_module(f"{service}.config").Config)
    if service in DOMAINES and not (seul and "port" in config.model_fields_set):
        port = int(adresses(config)[service].rpartition(":")[2])
        config = config.model_copy(update={"port": port})
    ouvert: ServiceGrpc = importlib.import_module(f"{service}.entrypoints.serveur").ouvrir(config)
    return ouvert
