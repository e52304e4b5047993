"""Configuration de la passerelle."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from socle.technique.config import ConfigService


class Config(ConfigService):
    database_url: str = Field(validation_alias="LOGIS_GATEWAY_DATABASE_URL")
    port: int = Field(default=8080, validation_alias="LOGIS_GATEWAY_PORT")
    port_partenaires: int = Field(default=8443, validation_alias="LOGIS_GATEWAY_PORT_PARTENAIRES")
    port_interne: int = Field(
        default=50057,
        validation_alias="LOGIS_GATEWAY_PORT_INTERNE",
        description="Port gRPC d'exploitation du noyau (rôle grpc).",
    )
    jwks_externe: Path = Field(description="JWKS du fournisseur d'identité des agents.")
    emetteur_externe: str = Field(description="Émetteur (iss) des jetons des agents.")
    certificats: Path | None = Field(
        default=None, description="autorite.crt, serveur.crt, serveur.key de la porte partenaires."
    )
    partenaires: Path | None = Field(
        default=None, description="SAN d'un certificat → partenaire, département, RPC permis."
    )
    delai_carte: float = Field(default=0.8, description="Secondes accordées à chaque carte de la vue 360°.")
