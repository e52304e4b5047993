"""La vue 360° d'un locataire : six appels parallèles, chacun borné ; une carte interdite n'existe pas."""

from __future__ import annotations

from typing import Any

import grpc
from google.protobuf.message import Message

from gateway.clients import Clients
from gateway.transcodage import vers_json
from logis.baux.v1 import baux_pb2
from logis.demandes.v1 import demandes_pb2
from logis.proximite.v1 import proximite_pb2
from logis.quittancement.v1 import quittancement_pb2
from logis.recouvrement.v1 import recouvrement_pb2
from logis.social.v1 import social_pb2
from socle.technique.contexte import Appelant

INTERDITES = (grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.NOT_FOUND)
"""Une carte que l'appelant ne peut pas lire est absente, sans trace : dire « refusé » serait déjà une information."""


def cartes(locataire_id: str, bail_id: str, demande_id: str) -> dict[str, tuple[str, Message]]:
    """Nom de la carte → (RPC, requête)."""
    return {
        "locataire": (
            "logis.baux.v1.BauxService/GetFicheLocataire",
            baux_pb2.GetFicheLocataireRequest(locataire_id=locataire_id),
        ),
        "demande": (
            "logis.demandes.v1.DemandesService/GetFicheDemande",
            demandes_pb2.GetFicheDemandeRequest(demande_id=demande_id),
        ),
        "compte": (
            "logis.quittancement.v1.QuittancementService/GetFicheCompte",
            quittancement_pb2.GetFicheCompteRequest(bail_id=bail_id),
        ),
        "impaye": (
            "logis.recouvrement.v1.RecouvrementService/GetFicheImpaye",
            recouvrement_pb2.GetFicheImpayeRequest(bail_id=bail_id),
        ),
        "reclamations": (
            "logis.proximite.v1.ProximiteService/GetFicheReclamations",
            proximite_pb2.GetFicheReclamationsRequest(bail_id=bail_id),
        ),
        "accompagnement": (
            "logis.social.v1.SocialService/GetStatutAccompagnement",
            social_pb2.GetStatutAccompagnementRequest(bail_id=bail_id),
        ),
    }


async def composer(
    clients: Clients, appelant: Appelant, *, locataire_id: str, bail_id: str, demande_id: str, delai: float
) -> dict[str, Any]:
    """Cartes servies et cartes indisponibles (panne ou délai) ; les cartes interdites n'y sont pas."""
    demandees = cartes(locataire_id, bail_id, demande_id)
    reponses = await clients.eventail(demandees.values(), appelant, delai=delai)
    servies: dict[str, Any] = {}
    indisponibles: list[dict[str, str]] = []
    for nom, reponse in zip(demandees, reponses, strict=True):
        if isinstance(reponse, grpc.RpcError):
            statut = reponse.code()
            if statut not in INTERDITES:
                indisponibles.append({"carte": nom, "motif": _motif(statut)})
        else:
            contenu = vers_json(reponse)
            servies[nom] = contenu.get("fiche", contenu)
    return {"locataire_id": locataire_id, "cartes": servies, "indisponibles": indisponibles}


def _motif(statut: grpc.StatusCode) -> str:
    if statut is grpc.StatusCode.DEADLINE_EXCEEDED:
        return "Le service n'a pas répondu à temps."
    if statut is grpc.StatusCode.UNAVAILABLE:
        return "Le service est injoignable."
    return "Le service a rencontré une erreur."
