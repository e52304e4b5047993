"""Un vrai service gRPC sur une vraie base, dans le processus du test."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import pytest
from google.protobuf.message_factory import GetMessageClass

from appui.cles import Cles
from socle.technique.contexte import Appelant
from socle.technique.messagerie.consommation import Consommation, Message
from socle.technique.rpc.erreurs import EchecRpc, depuis_erreur
from socle.technique.rpc.protos import services_du_paquet


class ServiceDeTest:
    """Ouvre un service, l'appelle avec un jeton d'agent, et lui livre les faits d'un autre sans passer par un bus."""

    def __init__(self, nom: str, *, url: str, cles: Cles, documents: Path, adresses: str = "") -> None:
        module = importlib.import_module(f"{nom}.config")
        self.config = module.Config(
            database_url=url,
            port=0,
            jwks_interne=cles.jwks,
            cles=cles.dossier,
            documents_url=f"file://{documents}",
            adresses_grpc=adresses,
            amqp_url="memory://",
            espace="test",
        )
        self.nom, self.cles = nom, cles
        self.service = importlib.import_module(f"{nom}.entrypoints.serveur").ouvrir(self.config)
        self.noyau = self.service.noyau
        self.noyau.consommation.preparer()
        self.canal = grpc.insecure_channel(f"127.0.0.1:{self.service.serveur.port}")
        paquet = importlib.import_module(f"logis.{nom}.v1.{nom}_pb2_grpc")
        self.messages = importlib.import_module(f"logis.{nom}.v1.{nom}_pb2")
        self.stub = getattr(paquet, f"{nom.capitalize()}ServiceStub")(self.canal)
        self._methodes = {m.name: m for service in services_du_paquet(nom) for m in service.methods}

    @property
    def adresse(self) -> str:
        return f"{self.nom}=127.0.0.1:{self.service.serveur.port}"

    def appeler(self, methode: str, appelant: Appelant, **champs: Any) -> Any:
        """Appelle un RPC ; un request_id neuf est ajouté aux écritures. Lève EchecRpc."""
        rpc = self._methodes[methode]
        requete = GetMessageClass(rpc.input_type)(**champs)
        if "request_id" in requete.DESCRIPTOR.fields_by_name and not requete.request_id:
            requete.request_id = str(uuid4())
        jeton = self.cles.jeton(self.nom, appelant)
        appel = self.canal.unary_unary(
            f"/{rpc.containing_service.full_name}/{rpc.name}",
            request_serializer=type(requete).SerializeToString,
            response_deserializer=GetMessageClass(rpc.output_type).FromString,
        )
        try:
            return appel(requete, timeout=10, metadata=[("authorization", f"Bearer {jeton}")])
        except grpc.RpcError as erreur:
            raise depuis_erreur(erreur) from None

    def faits(self) -> list[Any]:
        """Lignes de l'outbox, dans l'ordre."""
        from sqlalchemy import text

        with self.noyau.moteur.connect() as connexion:
            return list(connexion.execute(text("SELECT * FROM outbox ORDER BY position")).mappings())

    def fermer(self) -> None:
        self.canal.close()
        self.service.arreter()


def livrer(source: ServiceDeTest | str, lignes: list[Any], cible: Consommation) -> list[str]:
    """Livre des lignes d'outbox à une réception, comme le ferait le bus."""
    from socle.technique.messagerie.enveloppe import entetes_pour

    nom = source if isinstance(source, str) else source.nom
    return [
        cible.recevoir(
            Message(
                entetes=entetes_pour({**ligne, "acteur": json.dumps(ligne["acteur"])}, source=nom, traceparent=""),
                corps=json.dumps(ligne["payload"]).encode(),
            )
        )
        for ligne in lignes
    ]


def refus(service: ServiceDeTest, methode: str, agent: Appelant, **champs: Any) -> tuple[str, str, str]:
    """Statut, code et champ du refus attendu."""
    with pytest.raises(EchecRpc) as echec:
        service.appeler(methode, agent, **champs)
    return echec.value.statut.name, echec.value.code, echec.value.champ


def faits(service: ServiceDeTest) -> list[tuple[str, dict[str, Any]]]:
    """Type et corps de chaque fait, dans l'ordre."""
    return [(ligne["type"], ligne["payload"]) for ligne in service.faits()]
