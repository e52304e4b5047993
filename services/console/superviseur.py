"""Le superviseur local : circus garde les processus de la suite debout et les arrête proprement."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import grpc
import httpx
from circus import get_arbiter
from grpc_health.v1 import health_pb2, health_pb2_grpc

from console.environnement import Environnement
from console.local.espace import Espace
from console.principal import SERVICES_A_LOTS
from console.services import DOMAINES, TOUS

DELAI_PRET = 60.0
DELAI_ARRET = 15


class Decoupe(StrEnum):
    """Comment la suite se répartit en processus."""

    GROUPEE = "groupee"
    """Trois processus qui hébergent tout : le moins de mémoire."""
    SERVANTS = "servants"
    """Un processus gRPC par service, comme en production, et un seul travailleur : le bus en mémoire suffit."""
    ECLATEE = "eclatee"
    """Un processus par service et par rôle, celui des lots compris ; demande un vrai bus."""


def processus_de(decoupe: Decoupe) -> list[tuple[str, list[str]]]:
    """Processus à tenir : nom, et arguments de `logis servir`."""
    passerelle, travailleur = ("gateway", ["gateway", "web"]), ("worker", ["tous", "worker"])
    if decoupe is Decoupe.GROUPEE:
        return [("grpc", ["tous", "grpc"]), travailleur, passerelle]
    if decoupe is Decoupe.SERVANTS:
        return [*((f"{s}-grpc", [s, "grpc"]) for s in TOUS), travailleur, passerelle]
    roles = [(service, role) for service in DOMAINES for role in ("grpc", "worker")]
    roles += [(service, "lots") for service in SERVICES_A_LOTS]
    return [(f"{s}-{r}", [s, r]) for s, r in [*roles, *(("gateway", role) for role in ("web", "grpc", "worker"))]]


def tenir(environnement: Environnement, *, decoupe: Decoupe = Decoupe.GROUPEE) -> None:
    """Tient la suite au premier plan jusqu'à SIGTERM ou Ctrl-C."""
    espace = environnement.espace
    gardes: list[dict[str, Any]] = [
        {
            "name": nom,
            "cmd": sys.executable,
            "args": ["-m", "console", "servir", *arguments],
            "env": environnement.pour_processus(),
            "graceful_timeout": DELAI_ARRET,
            "stop_children": True,
            "max_retry": -1,
            "stdout_stream": {"class": "FileStream", "filename": str(espace.journaux / f"{nom}.log")},
            "stderr_stream": {"class": "FileStream", "filename": str(espace.journaux / f"{nom}.log")},
        }
        for nom, arguments in processus_de(decoupe)
    ]
    sockets = espace.sockets
    arbitre = get_arbiter(
        gardes,
        controller=f"ipc://{sockets}/circus",
        pubsub_endpoint=f"ipc://{sockets}/circus-pub",
        loglevel="WARNING",
    )
    # À l'arrêt, circus journalise comme une erreur le tour de garde que l'arrêt interrompt : sans objet pour un lecteur.
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    espace.noter("suite", pid=os.getpid(), passerelle=environnement.url_passerelle)
    try:
        arbitre.start()
    finally:
        espace.noter("suite", pid=None)


@contextmanager
def en_marche(environnement: Environnement, *, decoupe: Decoupe = Decoupe.GROUPEE) -> Iterator[subprocess.Popen[bytes]]:
    """Démarre le superviseur dans un processus à part, attend que la suite réponde, l'arrête en sortant."""
    arguments = [sys.executable, "-m", "console", "tenir", "--decoupe", decoupe.value]
    processus = subprocess.Popen(arguments, env=environnement.pour_processus(), start_new_session=True)
    try:
        attendre_pret(environnement, processus)
        yield processus
    finally:
        processus.send_signal(signal.SIGTERM)
        try:
            processus.wait(DELAI_ARRET + 10)
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)


def attendre_pret(environnement: Environnement, processus: subprocess.Popen[bytes] | None = None) -> None:
    """Attend que la passerelle et les six serveurs répondent. Lève SystemExit avec la fin des journaux sinon."""
    limite = time.monotonic() + DELAI_PRET
    while time.monotonic() < limite:
        if processus is not None and processus.poll() is not None:
            break
        if pret(environnement):
            return
        time.sleep(0.1)
    raise SystemExit(f"La suite ne répond pas.\n{fin_des_journaux(environnement.espace)}")


def pret(environnement: Environnement) -> bool:
    adresses = dict(p.split("=", 1) for p in environnement.variables["LOGIS_ADRESSES_GRPC"].split(","))
    try:
        if httpx.get(f"{environnement.url_passerelle}/sante", timeout=1).status_code != 200:
            return False
    except httpx.HTTPError:
        return False
    interne = f"127.0.0.1:{environnement.variables['LOGIS_GATEWAY_PORT_INTERNE']}"
    return all(_sert(adresse) for adresse in (*adresses.values(), interne))


def _sert(adresse: str) -> bool:
    with grpc.insecure_channel(adresse) as canal:
        try:
            reponse = health_pb2_grpc.HealthStub(canal).Check(health_pb2.HealthCheckRequest(), timeout=1)
        except grpc.RpcError:
            return False
        return bool(reponse.status == health_pb2.HealthCheckResponse.SERVING)


def fin_des_journaux(espace: Espace, lignes: int = 15) -> str:
    """Dernières lignes de chaque journal de l'espace."""
    morceaux = []
    for fichier in sorted(espace.journaux.glob("*.log")):
        texte = fichier.read_text(encoding="utf-8", errors="replace").splitlines()[-lignes:]
        if texte and fichier.name != "postgres.log":
            morceaux.append(f"── {fichier.name}\n" + "\n".join(texte))
    return "\n".join(morceaux)
