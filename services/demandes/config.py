"""Configuration du service demandes."""

from __future__ import annotations

from pydantic import Field

from socle.technique.config import ConfigService


class Config(ConfigService):
    database_url: str = Field(validation_alias="LOGIS_DEMANDES_DATABASE_URL")
