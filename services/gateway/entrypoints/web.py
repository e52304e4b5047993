"""Le processus web : REST, vue 360°, documents, et la porte des partenaires sur son second port."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse

from gateway import documentation, problemes
from gateway.base import Base
from gateway.clients import Clients, lire_json
from gateway.config import Config
from gateway.consultations import Consultations
from gateway.entree import Entree
from gateway.identite import Identite
from gateway.journal import Journal
from gateway.partenaires import porte
from gateway.projection import Projection
from gateway.routes import routeur
from socle.technique.config import adresses, charger
from socle.technique.jetons import AUDIENCE_EXTERNE, EMETTEUR_PASSERELLE, TYP_EXTERNE, Emetteur, Verificateur
from socle.technique.telemetrie import demarrer, vider


def creer(config: Config) -> FastAPI:
    """Application FastAPI ; ouvre ses canaux et la porte des partenaires à son démarrage."""
    if config.cles is None:
        raise SystemExit("LOGIS_CLES est obligatoire : la passerelle signe les jetons internes.")
    emetteur = Emetteur(
        (config.cles / "gateway.pem").read_text(encoding="ascii"), kid="gateway-1", issuer=EMETTEUR_PASSERELLE
    )
    identite = Identite(
        Verificateur(
            lambda: lire_json(config.jwks_externe),
            issuers={config.emetteur_externe},
            audience=AUDIENCE_EXTERNE,
            typ=TYP_EXTERNE,
        )
    )
    clients = Clients(adresses(config), emetteur)
    base = Base(config.database_url)

    @asynccontextmanager
    async def vie(_application: FastAPI) -> AsyncIterator[None]:
        partenaires = await porte.ouvrir(config, clients)
        yield
        if partenaires is not None:
            await partenaires.fermer()
        await clients.fermer()
        await base.fermer()

    application = FastAPI(
        title="Logis",
        version="1",
        lifespan=vie,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        # Les spans de FastAPI portent l'adresse et ses paramètres, qui peuvent citer une personne : les nôtres, la route.
        telemetry={"tracing": False, "logs": False, "metrics": False},
    )
    problemes.inscrire(application)
    application.add_middleware(Entree)
    voies = routeur(clients, identite)
    _documenter(application, voies)
    _sante(application, clients, base)
    consultations = Consultations(
        clients=clients,
        identite=identite,
        projection=Projection(base),
        journal=Journal(base),
        delai_carte=config.delai_carte,
    )
    application.include_router(consultations.routeur())
    application.include_router(voies)
    return application


def _sante(application: FastAPI, clients: Clients, base: Base) -> None:
    @application.get("/sante", include_in_schema=False)
    async def sante() -> dict[str, str]:
        return {"statut": "en marche"}

    @application.get("/sante/eventail", include_in_schema=False)
    async def eventail() -> dict[str, str]:
        await clients.eventail_vide()
        return {"statut": "les six services répondent"}

    @application.get("/sante/pret", include_in_schema=False)
    async def pret() -> dict[str, str]:
        await base.pret()
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
            schema["tags"] = [{"name": nom, "description": titre} for nom, titre in documentation.SERVICES.items()]
            application.openapi_schema = schema
        return application.openapi_schema

    application.openapi = openapi  # type: ignore[method-assign]

    @application.get("/openapi.json", include_in_schema=False)
    async def schema_openapi() -> JSONResponse:
        return JSONResponse(openapi())

    @application.get("/docs", include_in_schema=False)
    async def docs(requete: Request) -> HTMLResponse:
        return HTMLResponse(documentation.page(openapi(), adresse=str(requete.base_url).rstrip("/")))


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
        "incident": {"type": "string"},
        "trace_id": {"type": "string"},
    },
}


def main() -> None:
    """Sert jusqu'à SIGTERM ou SIGINT, finit ce qui est en cours, envoie les dernières traces et sort avec 0."""
    config = charger(Config)
    demarrer("gateway", "web", otlp_url=config.otlp_url, niveau=config.niveau_journal)
    # uvicorn relève le signal reçu une fois arrêté : sans gestionnaire à nous, le processus mourrait avant d'avoir
    # envoyé ses traces.
    for numero in (signal.SIGTERM, signal.SIGINT):
        signal.signal(numero, lambda _numero, _cadre: None)
    uvicorn.run(
        creer(config),
        host=config.hote,
        port=config.port,
        loop="uvloop",
        http="httptools",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=10,
    )
    vider()
