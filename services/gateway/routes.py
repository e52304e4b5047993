"""Les routes REST découlent des protos : toute méthode qui porte google.api.http devient une route."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from google.api import annotations_pb2
from google.protobuf import descriptor_pool

from gateway.clients import SERVICES, Clients, type_reponse, type_requete
from gateway.conditions import cle_idempotence, concilier_cle, inchangee, poser_version
from gateway.identite import Identite
from gateway.lecture import lire_corps, parametres
from gateway.transcodage import depuis_texte, remplir, schema, vers_json
from logis.commun.v1 import commun_pb2
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True)
class Voie:
    """Une méthode gRPC et sa forme HTTP."""

    methode: str
    verbe: str
    chemin: str
    service: str
    nom: str
    acces: commun_pb2.Acces

    @property
    def ecriture(self) -> bool:
        return self.verbe == "POST"


def voies() -> Iterator[Voie]:
    """Toutes les voies REST, dans l'ordre des services puis des protos."""
    for service in SERVICES:
        descripteur = descriptor_pool.Default().FindServiceByName(f"logis.{service}.v1.{service.capitalize()}Service")
        for methode in descripteur.methods:
            options: Any = methode.GetOptions()
            regle = options.Extensions[annotations_pb2.http]
            verbe = regle.WhichOneof("pattern")
            if verbe:
                yield Voie(
                    methode=f"{descripteur.full_name}/{methode.name}",
                    verbe=verbe.upper(),
                    chemin=getattr(regle, verbe),
                    service=service,
                    nom=methode.name,
                    acces=options.Extensions[commun_pb2.acces],
                )


def routeur(clients: Clients, identite: Identite) -> APIRouter:
    """Routeur FastAPI de toutes les voies ; celles à suffixe « :verbe » passent avant les autres."""
    resultat = APIRouter()
    schemas: dict[str, Any] = {}
    for voie in sorted(voies(), key=lambda v: (":" not in v.chemin, v.chemin.count("{"))):
        resultat.add_api_route(
            voie.chemin,
            _servir(voie, clients, identite),
            methods=[voie.verbe],
            tags=[voie.service],
            name=voie.nom,
            summary=_titre(voie.nom),
            description=_droit(voie.acces),
            openapi_extra=_openapi(voie, schemas),
            response_class=JSONResponse,
        )
    resultat.schemas = schemas  # type: ignore[attr-defined]
    return resultat


def _servir(voie: Voie, clients: Clients, identite: Identite) -> Callable[[Request], Awaitable[Response]]:
    async def servir(requete: Request) -> Response:
        appelant = identite.de(requete.headers)
        message = type_requete(voie.methode)()
        if voie.ecriture:
            cle_idempotence(requete)
            parametres(requete, permis=())
            remplir(message, await lire_corps(requete))
        else:
            for nom, texte in parametres(requete).items():
                depuis_texte(message, nom, texte)
        for nom, texte in requete.path_params.items():
            _situer(message, nom, texte)
        poser_version(requete, message)
        if voie.ecriture:
            concilier_cle(requete, message)
        reponse = await clients.appeler(voie.methode, message, appelant)
        return rendre(requete, vers_json(reponse))

    return servir


def _situer(message: Any, nom: str, texte: str) -> None:
    """Pose un champ de l'adresse. Lève DonneeInvalide (CHAMP_CONTRADICTOIRE) si le corps en dit un autre."""
    du_corps = getattr(message, nom)
    depuis_texte(message, nom, texte)
    if du_corps and du_corps != getattr(message, nom):
        raise DonneeInvalide("CHAMP_CONTRADICTOIRE", f"« {nom} » diffère entre l'adresse et le corps.", champ=nom)


def rendre(requete: Request, corps: dict[str, Any]) -> Response:
    """Réponse JSON avec ETag : celui de la ressource s'il y en a une seule, sinon une empreinte du contenu."""
    octets = json.dumps(corps, ensure_ascii=False, separators=(",", ":")).encode()
    ressource = next(iter(corps.values()), None) if len(corps) == 1 else None
    version = ressource.get("etag") if isinstance(ressource, dict) else None
    etag = f'"{version}"' if version else f'W/"{hashlib.sha256(octets).hexdigest()[:24]}"'
    entetes = {"ETag": etag, "Cache-Control": "no-store"}
    if requete.method == "GET" and inchangee(requete, etag):
        return Response(status_code=304, headers=entetes)
    return Response(octets, media_type="application/json", headers=entetes)


def _titre(nom: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", nom).capitalize()


def _droit(acces: commun_pb2.Acces) -> str:
    match acces.WhichOneof("par"):
        case "mission":
            return f"Droit : mission `{acces.mission.code}`, niveau {acces.mission.niveau}."
        case "classe":
            portees = ", ".join(acces.classe.portees)
            return f"Droit : lecture de la classe {acces.classe.code}" + (
                f" (portées servies : {portees})." if portees else "."
            )
        case "tout_agent":
            return "Droit : tout agent."
        case _:
            return "Droit : réservé."


def _openapi(voie: Voie, schemas: dict[str, Any]) -> dict[str, Any]:
    reponse = schema(type_reponse(voie.methode).DESCRIPTOR, schemas)
    descripteur = type_requete(voie.methode).DESCRIPTOR
    dans_le_chemin = set(re.findall(r"\{(\w+)\}", voie.chemin))
    parametres: list[dict[str, Any]] = [
        {"name": nom, "in": "path", "required": True, "schema": {"type": "string"}} for nom in sorted(dans_le_chemin)
    ]
    extra: dict[str, Any] = {
        "security": [{"jeton": []}],
        "responses": {
            "200": {"description": "Fait.", "content": {"application/json": {"schema": reponse}}},
            "default": {
                "description": "Refus.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleme"}}},
            },
        },
    }
    if voie.ecriture:
        parametres.append({"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "format": "uuid"}})
        extra["requestBody"] = {"content": {"application/json": {"schema": schema(descripteur, schemas)}}}
    else:
        parametres += [
            {
                "name": c.name,
                "in": "query",
                "schema": {"type": "integer" if c.cpp_type == c.CPPTYPE_INT32 else "string"},
            }
            for c in descripteur.fields
            if c.name not in dans_le_chemin and c.message_type is None
        ]
    extra["parameters"] = parametres
    return extra
