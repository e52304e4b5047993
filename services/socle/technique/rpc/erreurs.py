"""Refus ↔ statuts gRPC : un code stable (ErrorInfo), le champ fautif (BadRequest), un message en français."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf.any_pb2 import Any as AnyProto
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc import StatusCode
from grpc_status import rpc_status

from socle.domaine.refus import (
    AccesRefuse,
    ConflitDeVersion,
    DejaExistant,
    DonneeInvalide,
    Indisponible,
    Introuvable,
    NonAuthentifie,
    Refus,
    RegleViolee,
)

_CODES: tuple[tuple[type[Refus], int], ...] = (
    (DonneeInvalide, code_pb2.INVALID_ARGUMENT),
    (Introuvable, code_pb2.NOT_FOUND),
    (RegleViolee, code_pb2.FAILED_PRECONDITION),
    (DejaExistant, code_pb2.ALREADY_EXISTS),
    (ConflitDeVersion, code_pb2.ABORTED),
    (NonAuthentifie, code_pb2.UNAUTHENTICATED),
    (AccesRefuse, code_pb2.PERMISSION_DENIED),
    (Indisponible, code_pb2.UNAVAILABLE),
)


def vers_statut(refus: Refus, *, domaine: str) -> status_pb2.Status:
    """Statut gRPC riche d'un refus. `domaine` : « logis.baux »…"""
    code = next((c for classe, c in _CODES if isinstance(refus, classe)), code_pb2.FAILED_PRECONDITION)
    return statut_riche(code, refus.message, code=refus.code, domaine=domaine, champ=refus.champ, donnees=refus.donnees)


def statut_interne(domaine: str) -> status_pb2.Status:
    """Faute de code : rien n'en filtre, sinon qu'elle est journalisée."""
    message = "Une erreur interne s'est produite ; elle est journalisée."
    return statut_riche(code_pb2.INTERNAL, message, code="ERREUR_INTERNE", domaine=domaine)


def statut_riche(
    statut: int, message: str, *, code: str, domaine: str, champ: str = "", donnees: Mapping[str, str] | None = None
) -> status_pb2.Status:
    """Statut gRPC : son numéro, son message, le code stable (ErrorInfo), et le champ fautif s'il y en a un (BadRequest)."""
    details = [_emballer(error_details_pb2.ErrorInfo(reason=code, domain=domaine, metadata=donnees or {}))]
    if champ:
        violation = error_details_pb2.BadRequest.FieldViolation(field=champ, description=message)
        details.append(_emballer(error_details_pb2.BadRequest(field_violations=[violation])))
    return status_pb2.Status(code=statut, message=message, details=details)


def _emballer(message: error_details_pb2.ErrorInfo | error_details_pb2.BadRequest) -> AnyProto:
    enveloppe = AnyProto()
    enveloppe.Pack(message)
    return enveloppe


class EchecRpc(Refus):
    """Échec d'un appel vers un autre service, relu de son statut. `statut` est le code gRPC, `domaine` son auteur."""

    def __init__(
        self, statut: StatusCode, code: str, message: str, *, champ: str = "", domaine: str = "", **donnees: object
    ) -> None:
        super().__init__(code, message, champ=champ, **donnees)
        self.statut = statut
        self.domaine = domaine


def depuis_erreur(erreur: Any) -> EchecRpc:
    """Relit le refus porté par une erreur gRPC ; sans détail, le code est celui du statut."""
    statut: StatusCode = erreur.code()
    try:
        riche = rpc_status.from_call(erreur)
    except ValueError:
        riche = None
    code, domaine, champ, donnees = statut.name, "", "", {}
    for detail in riche.details if riche is not None else ():
        info, fautes = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
        if detail.Unpack(info):
            code, domaine, donnees = info.reason, info.domain, dict(info.metadata)
        elif detail.Unpack(fautes) and fautes.field_violations:
            champ = fautes.field_violations[0].field
    message = erreur.details() or statut.name
    donnees = {
        cle: valeur for cle, valeur in donnees.items() if cle not in ("code", "message", "champ", "domaine", "statut")
    }
    return EchecRpc(statut, code, message, champ=champ, domaine=domaine, **donnees)


def en_refus(echec: EchecRpc) -> Refus:
    """Le refus local qui convient quand un service en appelle un autre : passager, introuvable, ou règle."""
    if echec.statut in (StatusCode.UNAVAILABLE, StatusCode.DEADLINE_EXCEEDED):
        return Indisponible(
            "SERVICE_INDISPONIBLE", "Un service nécessaire ne répond pas ; réessayez.", service=echec.domaine
        )
    return RegleViolee(echec.code, echec.message, champ=echec.champ, **echec.donnees)
