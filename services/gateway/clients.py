"""Appels gRPC asynchrones vers les six services : délai sur chacun, trace propagée, jeton interne par audience."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import grpc
import grpc.aio
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2
from opentelemetry import trace
from opentelemetry.propagate import inject

from logis.baux.v1 import baux_pb2  # noqa: F401 - enregistre ses descripteurs
from logis.demandes.v1 import demandes_pb2  # noqa: F401
from logis.proximite.v1 import proximite_pb2  # noqa: F401
from logis.quittancement.v1 import quittancement_pb2  # noqa: F401
from logis.recouvrement.v1 import recouvrement_pb2  # noqa: F401
from logis.social.v1 import social_pb2  # noqa: F401
from socle.technique.config import DOMAINES
from socle.technique.contexte import Appelant
from socle.technique.jetons import Emetteur
from socle.technique.rpc.client import OPTIONS
from socle.technique.telemetrie import exporte

SERVICES = DOMAINES
DELAI = 10.0

traceur = trace.get_tracer("gateway")


Porteur = tuple[tuple[str, str], ...]
"""Les métadonnées qui portent la trace en cours."""


def porteur() -> Porteur:
    metadonnees: dict[str, str] = {}
    inject(metadonnees)
    return tuple(metadonnees.items())


async def _issue(appel: Awaitable[Any]) -> Any:
    try:
        return await appel
    except grpc.RpcError as erreur:
        return erreur


class Clients:
    """Un canal par service ; chaque appel porte le jeton interne de l'appelant pour ce service."""

    def __init__(self, adresses: Mapping[str, str], emetteur: Emetteur) -> None:
        self._adresses = dict(adresses)
        self._canaux: dict[str, Any] = {}
        self._emetteur = emetteur
        self._appels: dict[str, Any] = {}

    async def appeler(self, methode: str, requete: Message, appelant: Appelant, *, delai: float = DELAI) -> Any:
        """Appelle « logis.<service>.v1.XService/Methode ». Lève grpc.RpcError."""
        if not exporte():
            return await self._lancer(methode, requete, appelant, delai, porteur())
        with traceur.start_as_current_span(methode, kind=trace.SpanKind.CLIENT):
            return await self._lancer(methode, requete, appelant, delai, porteur())

    async def eventail(
        self, appels: Iterable[tuple[str, Message]], appelant: Appelant, *, delai: float
    ) -> list[Any | grpc.RpcError]:
        """Lance tous les appels ensemble ; rend les réponses, ou les erreurs, dans leur ordre.

        Sans collecteur, aucun appel n'a de span à lui : ils partagent la trace de la requête, et n'ont pas de tâche à eux.
        """
        if exporte():
            return list(await asyncio.gather(*(_issue(self.appeler(m, r, appelant, delai=delai)) for m, r in appels)))
        trace_courante = porteur()
        lances = [self._lancer(methode, requete, appelant, delai, trace_courante) for methode, requete in appels]
        try:
            return [await _issue(lance) for lance in lances]
        finally:
            for lance in lances:
                lance.cancel()  # le client est parti : rien n'attend plus ; sans effet sur un appel fini

    def _lancer(self, methode: str, requete: Message, appelant: Appelant, delai: float, trace_courante: Porteur) -> Any:
        """L'appel en cours, à attendre."""
        service = methode.split(".", 2)[1]
        appel = self._appels.get(methode) or self._preparer(service, methode)
        jeton = self._emetteur.emettre_cache(appelant, service)
        return appel(requete, timeout=delai, metadata=(("authorization", f"Bearer {jeton}"), *trace_courante))

    def _canal(self, service: str) -> Any:
        """Canal du service, ouvert au premier appel : grpc.aio l'attache à la boucle en cours."""
        if service not in self._canaux:
            self._canaux[service] = grpc.aio.insecure_channel(self._adresses[service], options=OPTIONS)
        return self._canaux[service]

    def _preparer(self, service: str, methode: str) -> Any:
        appel = self._appels[methode] = self._canal(service).unary_unary(
            f"/{methode}",
            request_serializer=type_requete(methode).SerializeToString,
            response_deserializer=type_reponse(methode).FromString,
        )
        return appel

    async def eventail_vide(self) -> None:
        """Six RPC de santé en parallèle : ce que coûte l'éventail seul, sans droits ni données (mesure et diagnostic)."""
        requete = health_pb2.HealthCheckRequest()
        await asyncio.gather(
            *(
                self._canal(service).unary_unary(
                    "/grpc.health.v1.Health/Check",
                    request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
                    response_deserializer=health_pb2.HealthCheckResponse.FromString,
                )(requete, timeout=2)
                for service in SERVICES
            )
        )

    async def fermer(self) -> None:
        for canal in self._canaux.values():
            await canal.close()


@lru_cache(maxsize=512)
def descripteur(methode: str) -> Any:
    service, _, nom = methode.partition("/")
    return descriptor_pool.Default().FindServiceByName(service).methods_by_name[nom]


def type_requete(methode: str) -> Any:
    return message_factory.GetMessageClass(descripteur(methode).input_type)


def type_reponse(methode: str) -> Any:
    return message_factory.GetMessageClass(descripteur(methode).output_type)


def lire_json(fichier: Any) -> Any:
    return json.loads(fichier.read_text(encoding="utf-8"))
