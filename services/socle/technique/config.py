"""Configuration par variables d'environnement ; ce qui manque arrête le démarrage en nommant la variable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

DEPOT = Path(__file__).resolve().parents[3]
"""Racine du dépôt : `deploy/`, `proto/` et `services/` y sont côte à côte. Sans objet dans une roue installée."""

DOMAINES = ("demandes", "baux", "quittancement", "recouvrement", "proximite", "social")
"""Les six services de domaine, dans l'ordre de la vie d'une location."""


def fichier_de_topologie() -> Path:
    """`deploy/topologie.yaml` dans le dépôt ; dans une installation, la copie que la roue pose sous `share/logis`."""
    depot = DEPOT / "deploy" / "topologie.yaml"
    return depot if depot.exists() else Path(sys.prefix) / "share" / "logis" / "topologie.yaml"


class ConfigCommune(BaseSettings):
    """Variables communes à tous les processus (préfixe LOGIS_)."""

    model_config = SettingsConfigDict(env_prefix="LOGIS_", extra="ignore", populate_by_name=True)

    espace: str = "dev"
    amqp_url: str = "memory://"
    prefixe_bus: str = Field(default="", description="Préfixe des échanges et des files : un par espace.")
    topologie: Path = Field(default_factory=fichier_de_topologie)
    jwks_interne: Path = Field(description="JWKS des émetteurs internes (passerelle et services).")
    otlp_url: str = Field(default="", description="Collecteur OTLP/HTTP ; vide : pas d'export.")
    niveau_journal: str = "INFO"
    parametres: Path | None = Field(default=None, description="Dossier des paramètres du bailleur.")
    documents_url: str = "file://.logis/documents"
    adresses_grpc: str = Field(
        default="", description="Adresses des services : « baux=127.0.0.1:5001,demandes=… » ; défaut : <service>:50051."
    )
    delai_arret_s: float = Field(default=20.0, gt=0, description="Secondes laissées à un arrêt propre après SIGTERM.")


class ConfigService(ConfigCommune):
    """Un service de domaine. Chaque service précise sa variable de base de données."""

    database_url: str
    port: int = Field(default=50051, description="Port gRPC d'écoute.")
    hote: str = Field(default="127.0.0.1", description="Interface d'écoute gRPC ; 0.0.0.0 dans un conteneur.")
    fils: int = Field(
        default=4,
        description="Fils d'exécution du serveur gRPC ; davantage se disputent l'interpréteur sans rien gagner.",
    )
    pool: int = Field(default=8, description="Connexions PostgreSQL gardées.")
    garde_outbox_jours: int = Field(default=7, ge=1, description="Jours avant l'archivage d'un fait envoyé.")
    cles: Path | None = Field(default=None, description="Dossier des clés privées, `<service>.pem` pour chacun.")
    garde_requetes_agents: int = Field(
        default=30, ge=1, description="Jours de garde des requêtes d'idempotence des agents (conception §3)."
    )
    garde_requetes_partenaires: int = Field(
        default=400, ge=1, description="Jours de garde des requêtes d'idempotence des partenaires (conception §3)."
    )


C = TypeVar("C", bound=ConfigCommune)


class ConfigurationIncomplete(SystemExit):
    """La configuration ne permet pas de démarrer ; le message nomme chaque variable."""


def charger(classe: type[C]) -> C:
    """Lit l'environnement. Lève ConfigurationIncomplete (code de sortie 2) en nommant les variables fautives."""
    try:
        return classe()  # type: ignore[call-arg]
    except ValidationError as erreur:
        for defaut in erreur.errors(include_input=False, include_url=False):
            print(
                f"Configuration : {_variable(classe, defaut['loc'])} — {_en_francais(defaut['type'])}", file=sys.stderr
            )
        raise ConfigurationIncomplete(2) from None


def _variable(classe: type[ConfigCommune], lieu: tuple[int | str, ...]) -> str:
    nom = str(lieu[0]) if lieu else "?"
    champ = classe.model_fields.get(nom)
    alias = champ.validation_alias if champ else None
    if isinstance(alias, str):
        return alias
    return nom if nom.startswith("LOGIS_") else f"LOGIS_{nom.upper()}"


def _en_francais(genre: str) -> str:
    return "cette variable est obligatoire." if genre == "missing" else f"valeur illisible ({genre})."


def adresses(config: ConfigCommune) -> dict[str, str]:
    """Adresses gRPC des services ; à défaut d'une adresse donnée, le nom du service sur le port 50051."""
    donnees = dict(paire.split("=", 1) for paire in config.adresses_grpc.split(",") if "=" in paire)
    return {nom: donnees.get(nom, f"{nom}:50051") for nom in DOMAINES}
