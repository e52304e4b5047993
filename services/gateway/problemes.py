"""Tout échec devient application/problem+json (RFC 9457), en français, avec son code stable et son champ."""

from __future__ import annotations

from typing import Any

import grpc
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from opentelemetry import trace
from starlette.exceptions import HTTPException

from gateway.incidents import INTERNE, consigner, panne_de
from gateway.lecture import CorpsTropGros
from socle.domaine.refus import (
    AccesRefuse,
    ConflitDeVersion,
    DonneeInvalide,
    Indisponible,
    Introuvable,
    NonAuthentifie,
    Refus,
)
from socle.technique.rpc.erreurs import EchecRpc, depuis_erreur

STATUTS = {
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.FAILED_PRECONDITION: 409,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.ABORTED: 412,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}

_STATUTS_DES_REFUS: tuple[tuple[type[Refus], int], ...] = (
    (DonneeInvalide, 400),
    (NonAuthentifie, 401),
    (AccesRefuse, 403),
    (Introuvable, 404),
    (ConflitDeVersion, 412),
    (CorpsTropGros, 413),
    (Indisponible, 503),
    (Refus, 409),
)

TITRES = {
    400: "Donnée invalide",
    401: "Authentification nécessaire",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode non permise",
    409: "Règle métier",
    412: "Version périmée",
    413: "Corps trop volumineux",
    415: "Type de contenu non accepté",
    429: "Trop de demandes",
    500: "Erreur interne",
    503: "Service indisponible",
    504: "Délai dépassé",
}


def probleme(
    statut: int, code: str, detail: str, *, champ: str = "", donnees: dict[str, str] | None = None
) -> JSONResponse:
    """Réponse problem+json. `donnees` porte par exemple la mission et le motif d'un refus d'accès."""
    corps: dict[str, Any] = {
        "type": f"urn:logis:probleme:{code.lower()}",
        "title": TITRES.get(statut, "Erreur"),
        "status": statut,
        "detail": detail,
        "code": code,
    }
    if champ:
        corps["champ"] = champ
    if donnees:
        corps.update({cle: valeur for cle, valeur in donnees.items() if cle not in corps})
    corps = {cle: _ecrivable(valeur) for cle, valeur in corps.items()}
    contexte = trace.get_current_span().get_span_context()
    if contexte.is_valid:
        corps["trace_id"] = format(contexte.trace_id, "032x")
    entetes = {"Cache-Control": "no-store"}
    if statut == 401:
        entetes["WWW-Authenticate"] = 'Bearer realm="logis"'
    return JSONResponse(corps, status_code=statut, media_type="application/problem+json", headers=entetes)


def _ecrivable(valeur: Any) -> Any:
    """Un texte qu'UTF-8 sait écrire : le client a pu nommer un champ par une moitié de caractère."""
    return valeur.encode("utf-8", "backslashreplace").decode() if isinstance(valeur, str) else valeur


def d_un_echec(echec: EchecRpc) -> JSONResponse:
    """Problème d'un appel gRPC qui a échoué : le refus tel quel, ou le numéro de la panne."""
    panne = panne_de(echec)
    if panne is None:
        return probleme(
            STATUTS.get(echec.statut, 500), echec.code, echec.message, champ=echec.champ, donnees=echec.donnees
        )
    numero = consigner(echec.message, statut=echec.statut.name, domaine=echec.domaine)
    return probleme(STATUTS.get(panne.statut, 500), panne.code, panne.message, donnees={"incident": numero})


def d_un_refus(refus: Refus) -> JSONResponse:
    """Problème d'un refus né dans la passerelle."""
    statut = next(http for genre, http in _STATUTS_DES_REFUS if isinstance(refus, genre))
    return probleme(statut, refus.code, refus.message, champ=refus.champ, donnees=refus.donnees)


def d_une_faute(faute: Exception) -> JSONResponse:
    """Problème d'une faute de code : rien n'en sort que son numéro."""
    numero = consigner(type(faute).__name__, faute=faute)
    return probleme(500, INTERNE.code, INTERNE.message, donnees={"incident": numero})


def inscrire(application: FastAPI) -> None:
    """Branche la traduction de tout échec prévu ; les fautes sont l'affaire de `entree.Entree`."""

    @application.exception_handler(grpc.RpcError)
    async def _rpc(_requete: Request, erreur: grpc.RpcError) -> JSONResponse:
        return d_un_echec(depuis_erreur(erreur))

    @application.exception_handler(Refus)
    async def _refus(_requete: Request, erreur: Refus) -> JSONResponse:
        return d_un_refus(erreur)

    @application.exception_handler(HTTPException)
    async def _http(_requete: Request, erreur: HTTPException) -> JSONResponse:
        messages = {404: "Cette adresse n'existe pas.", 405: "Cette adresse n'accepte pas cette méthode."}
        code = {404: "ADRESSE_INCONNUE", 405: "METHODE_NON_PERMISE"}.get(erreur.status_code, "REQUETE_REFUSEE")
        reponse = probleme(erreur.status_code, code, messages.get(erreur.status_code, "Requête refusée."))
        reponse.headers.update(erreur.headers or {})
        return reponse

    @application.exception_handler(RequestValidationError)
    async def _validation(_requete: Request, erreur: RequestValidationError) -> JSONResponse:
        champ = ".".join(str(p) for p in erreur.errors()[0]["loc"][1:])
        return probleme(400, "PARAMETRE_ILLISIBLE", f"Le paramètre « {champ} » est illisible.", champ=champ)
