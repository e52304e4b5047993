"""Une panne se raconte au journal, jamais au dehors : le client reçoit un texte générique et le numéro qui la retrouve.

Tout refus de nos services porte un ErrorInfo. Un statut qui n'en porte pas vient du transport ou d'une faute : son
détail nomme des adresses et du code, qui ne regardent que nous.
"""

from __future__ import annotations

from typing import NamedTuple

import grpc
import structlog

from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc

journal = structlog.get_logger("gateway")


class Panne(NamedTuple):
    """Ce que le dehors apprend d'une panne."""

    statut: grpc.StatusCode
    code: str
    message: str


INTERNE = Panne(grpc.StatusCode.INTERNAL, "ERREUR_INTERNE", "Une erreur interne s'est produite ; elle est journalisée.")
_PASSAGERES = {
    panne.statut: panne
    for panne in (
        Panne(
            grpc.StatusCode.UNAVAILABLE,
            "SERVICE_INDISPONIBLE",
            "Le service ne répond pas ; réessayez dans un instant.",
        ),
        Panne(
            grpc.StatusCode.DEADLINE_EXCEEDED,
            "DELAI_DEPASSE",
            "Le service n'a pas répondu à temps ; réessayez dans un instant.",
        ),
        Panne(
            grpc.StatusCode.RESOURCE_EXHAUSTED,
            "SERVICE_SATURE",
            "Le service est saturé, ou la demande trop volumineuse pour lui.",
        ),
    )
}


def panne_de(echec: EchecRpc) -> Panne | None:
    """La panne dont cet échec est le signe ; None si c'est un refus, que le client peut lire tel quel."""
    if echec.domaine and echec.statut not in (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN):
        return None
    return _PASSAGERES.get(echec.statut, INTERNE)


def consigner(detail: str, *, faute: BaseException | None = None, **contexte: object) -> str:
    """Écrit l'incident au journal (avec la pile de `faute`) et rend son numéro."""
    numero = str(nouvel_id())
    journal.error("incident", incident=numero, detail=detail, exc_info=faute, **contexte)
    return numero
