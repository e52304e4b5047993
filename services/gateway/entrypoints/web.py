"""Le processus web : REST, vue 360°, documents, et la porte des partenaires sur son second port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse

from gateway import documentation, problemes, vue360
from gateway.clients import Clients, lire_json, type_requete
from gateway.config import Config
from gateway.entree import Entree
from gateway.identite import Identite
from gateway.partenaires import porte
from gateway.projection import Projection
from gateway.routes import rendre, routeur
from socle.domaine.refus import DonneeInvalide
from socle.technique.config import adresses, charger
from socle.technique.identifiants import lire_id
from socle.technique.jetons import AUDIENCE_EXTERNE, EMETTEUR_PASSERELLE, TYP_EXTERNE, Emetteur, Verificateur
from socle.technique.telemetrie import demarrer

DOCUMENTS = {
    "demandes": "logis.demandes.v1.DemandesService/GetDocument",
    "quittancement": "logis.quittancement.v1.QuittancementService/GetDocument",
}


def creer(config: Config) -> FastAPI:
    """Application FastAPI ; ouvre ses canaux et la porte des partenaires à son démarrage."""
    if config.cles is None:
        raise SystemExit("LOGIS_CLES est obligatoire : la passerelle signe les jetons internes.")
    emetteur = Emetteur(
        (config.cles / "gateway.pem").read_text(encoding="ascii"), kid="gateway-1", issuer=EMETTEUR_PASSERELLE
    )
    identite = Identite(
        Verificateur(
            lire_json(config.jwks_externe),
            issuers={config.emetteur_externe},
            audience=AUDIENCE_EXTERNE,
            typ=TYP_EXTERNE,
        )
    )
    clients = Clients(adresses(config), emetteur)
    projection = Projection(config.database_url)

    @asynccontextmanager
    async def vie(_application: FastAPI) -> AsyncIterator[None]:
        partenaires = await porte.ouvrir(config, clients)
        yield
        if partenaires is not None:
            await partenaires.fermer()
        await clients.fermer()
        await projection.fermer()

    application = FastAPI(
        title="Logis",
        version="1",
        lifespan=vie,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    problemes.inscrire(application)
    application.add_middleware(Entree)
    voies = routeur(clients, identite)
    _documenter(application, voies)
    _vues(application, config, clients, identite, projection)
    application.include_router(voies)
    return application


def _vues(application: FastAPI, config: Config, clients: Clients, identite: Identite, projection: Projection) -> None:
    @application.get(
        "/api/v1/locataires/{locataire_id}/vue-360", tags=["passerelle"], summary="Vue 360° d'un locataire"
    )
    async def vue_360(locataire_id: str, requete: Request) -> Response:
        appelant = identite.de(requete.headers)
        identifiant = lire_id(locataire_id, champ="locataire_id")
        ligne = await projection.locataire(identifiant)
        await projection.journaliser(appelant, identifiant)
        vue = await vue360.composer(
            clients,
            appelant,
            locataire_id=str(identifiant),
            bail_id=str(ligne.bail_id),
            demande_id=str(ligne.demande_id),
            delai=config.delai_carte,
        )
        return rendre(requete, vue, {})

    @application.get("/api/v1/documents/{service}/{document_id}", tags=["passerelle"], summary="Document (PDF)")
    async def document(service: str, document_id: UUID, requete: Request) -> Response:
        appelant = identite.de(requete.headers)
        if service not in DOCUMENTS:
            raise DonneeInvalide(
                "SERVICE_SANS_DOCUMENT", f"« {service[:40]} » ne sert pas de document.", champ="service"
            )
        methode = DOCUMENTS[service]
        reponse = await clients.appeler(methode, type_requete(methode)(document_id=str(document_id)), appelant)
        entetes = {
            "ETag": f'"{reponse.document.empreinte_sha256}"',
            "Cache-Control": "no-store",
            "Content-Disposition": f'inline; filename="{reponse.document.nom_fichier}"',
        }
        if requete.headers.get("if-none-match") == entetes["ETag"]:
            return Response(status_code=304, headers=entetes)
        return Response(reponse.contenu, media_type="application/pdf", headers=entetes)

    @application.get("/sante", include_in_schema=False)
    async def sante() -> dict[str, str]:
        return {"statut": "en marche"}

    @application.get("/sante/eventail", include_in_schema=False)
    async def eventail() -> dict[str, str]:
        await clients.eventail_vide()
        return {"statut": "les six services répondent"}

    @application.get("/sante/pret", include_in_schema=False)
    async def pret() -> dict[str, str]:
        await projection.pret()
        return {"statut": "prête"}


def _documenter(application: FastAPI, voies: Any) -> None:
    def openapi() -> dict[str, Any]:
        if application.openapi_schema is None:
            schema = get_openapi(
                title="Logis", version="1", routes=application.routes, description="La porte des front-ends."
            )
            composants = schema.setdefault("components", {})
            composants["schemas"] = {**composants.get("schemas", {}), **voies.schemas, "Probleme": PROBLEME}
            composants["securitySchemes"] = {"jeton": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
            application.openapi_schema = schema
        return application.openapi_schema

    application.openapi = openapi  # type: ignore[method-assign]

    @application.get("/openapi.json", include_in_schema=False)
    async def schema_openapi() -> JSONResponse:
        return JSONResponse(openapi())

    @application.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(documentation.page(openapi()))


PROBLEME = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "champ": {"type": "string"},
        "trace_id": {"type": "string"},
    },
}


def main() -> None:
    """Sert jusqu'à SIGTERM."""
    config = charger(Config)
    demarrer("gateway", "web", otlp_url=config.otlp_url, niveau=config.niveau_journal)
    uvicorn.run(
        creer(config),
        host=config.hote,
        port=config.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )
