"""Un petit serveur gRPC qui rend ce qu'on lui dit, pour placer la passerelle devant une panne ou un refus choisi."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import contextmanager
from typing import Any

import grpc
from grpc_status import rpc_status

from gateway.clients import SERVICES, type_reponse, type_requete
from socle.domaine.refus import Refus
from socle.technique.rpc.erreurs import vers_statut

Reponse = Callable[[Any, grpc.ServicerContext], Any]


class Servi:
    """Ce qui a été reçu : (méthode, requête, métadonnées), et l'adresse à donner à la passerelle."""

    def __init__(self, port: int) -> None:
        self.adresses = ",".join(f"{service}=127.0.0.1:{port}" for service in SERVICES)
        self.recus: list[tuple[str, Any, dict[str, str]]] = []


@contextmanager
def des_services(reponses: dict[str, Any]) -> Iterator[Servi]:
    """Sert {méthode complète: message (ou octets bruts), Refus, code gRPC, ou secondes d'attente}."""
    serveur = grpc.server(futures.ThreadPoolExecutor(8))
    servi = Servi(serveur.add_insecure_port("127.0.0.1:0"))
    for methode, reponse in reponses.items():
        service, _, nom = methode.partition("/")
        serveur.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(service, {nom: _servant(methode, reponse, servi)}),)
        )
    serveur.start()
    try:
        yield servi
    finally:
        serveur.stop(None)


def _servant(methode: str, reponse: Any, servi: Servi) -> Any:
    def rendre(requete: Any, contexte: Any) -> Any:
        servi.recus.append((methode, requete, dict(contexte.invocation_metadata())))
        if isinstance(reponse, Refus):
            contexte.abort_with_status(rpc_status.to_status(vers_statut(reponse, domaine="logis.essai")))
        if isinstance(reponse, grpc.StatusCode):
            contexte.abort(reponse, "détail interne 10.0.0.7")
        if isinstance(reponse, float):
            time.sleep(reponse)  # un service trop lent : c'est la lenteur même qu'on sert
            return type_reponse(methode)()
        return reponse

    return grpc.unary_unary_rpc_method_handler(
        rendre,
        type_requete(methode).FromString,
        lambda message: message if isinstance(message, bytes) else message.SerializeToString(),
    )
