"""Le processus gRPC d'un service : garde, servants, santé, arrêt propre."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import grpc

from logis.noyau.v1 import noyau_pb2_grpc
from socle.technique.config import DOMAINES, ConfigService
from socle.technique.habilitations import charger_habilitations
from socle.technique.jetons import EMETTEUR_PASSERELLE, PREFIXE_SERVICE, TYP_INTERNE, Emetteur, Verificateur
from socle.technique.noyau import Noyau
from socle.technique.rpc.client import ClientService
from socle.technique.rpc.noyau import ServantNoyau
from socle.technique.rpc.protos import services_du_paquet
from socle.technique.rpc.serveur import Garde, ServeurGrpc


@dataclass(frozen=True)
class ServiceGrpc:
    """Un service ouvert sur son port."""

    service: str
    serveur: ServeurGrpc
    noyau: Noyau
    clients: Sequence[ClientService] = ()

    def arreter(self) -> None:
        """Laisse finir les appels, ferme les canaux et la base."""
        self.serveur.arreter()
        for client in self.clients:
            client.fermer()
        self.noyau.moteur.dispose()


def emetteur_du_service(config: ConfigService, service: str) -> Emetteur:
    """Signe les jetons que ce service présente aux autres. Lève SystemExit si sa clé manque."""
    if config.cles is None:
        raise SystemExit("LOGIS_CLES est obligatoire : ce service en appelle d'autres.")
    pem = (config.cles / f"{service}.pem").read_text(encoding="ascii")
    return Emetteur(pem, kid=f"service-{service}", issuer=f"service:{service}", typ=TYP_INTERNE)


def ouvrir_service(
    config: ConfigService,
    noyau: Noyau,
    inscrire: Callable[[grpc.Server], Any],
    *,
    nom: str = "",
    clients: Sequence[ClientService] = (),
) -> ServiceGrpc:
    """Ouvre le port du service, gardé par les jetons internes, avec le servant d'exploitation du noyau.

    `nom` est le nom complet de son service gRPC ; vide si le noyau est tout ce qu'il sert. Les autres services de son
    paquet s'annoncent avec lui.
    """
    verificateur = Verificateur(
        lambda: json.loads(config.jwks_interne.read_text(encoding="utf-8")),
        issuers={EMETTEUR_PASSERELLE, *(f"{PREFIXE_SERVICE}{service}" for service in DOMAINES)},
        audience=noyau.service,
        typ=TYP_INTERNE,
        horloge=noyau.horloge,
    )
    garde = Garde(noyau.service, verificateur, charger_habilitations())
    serveur = ServeurGrpc(
        garde,
        port=config.port,
        fils=config.fils,
        hote=config.hote,
        reflexion=config.espace != "production",
    )
    inscrire(serveur.interne)
    noyau_pb2_grpc.add_NoyauServiceServicer_to_server(ServantNoyau(noyau), serveur.interne)
    declares = [descripteur.full_name for descripteur in services_du_paquet(noyau.service)] if nom else []
    serveur.demarrer([*declares, "logis.noyau.v1.NoyauService"])
    return ServiceGrpc(noyau.service, serveur, noyau, clients)
