"""Les routes REST découlent des protos : toute méthode qui porte google.api.http devient une route."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from google.api import annotations_pb2

from gateway import openapi
from gateway.clients import SERVICES, Clients, type_requete
from gateway.conditions import cle_idempotence, concilier_cle, inchangee, poser_version
from gateway.identite import Identite
from gateway.lecture import lire_corps, parametres
from gateway.transcodage import depuis_texte, remplir, vers_json
from logis.commun.v1 import commun_pb2
from socle.domaine.refus import DonneeInvalide
from socle.technique.rpc.protos import services_du_paquet


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
        for methode in (m for descripteur in services_du_paquet(service) for m in descripteur.methods):
            options: Any = methode.GetOptions()
            regle = options.Extensions[annotations_pb2.http]
            verbe = regle.WhichOneof("pattern")
            if verbe:
                yield Voie(
                    methode=f"{methode.containing_service.full_name}/{methode.name}",
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
            operation_id=f"{voie.service}_{voie.nom}",
            summary=openapi.titre(voie.methode),
            description=openapi.description(voie.methode, voie.acces),
            openapi_extra=openapi.operation(voie.methode, voie.chemin, schemas, ecriture=voie.ecriture),
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
