"""Ce que les deux services d'essai des bancs ont en commun : leur configuration et leur application."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from socle.technique.config import ConfigService, charger
from socle.technique.evenements import Publication, Reception
from socle.technique.noyau import Noyau, composer_noyau


class Config(ConfigService):
    database_url: str = Field(validation_alias="LOGIS_BANC_DATABASE_URL")


@dataclass(frozen=True, kw_only=True)
class Application:
    """Un service sans domaine : son noyau."""

    noyau: Noyau


def composer(service: str, reception: Reception) -> Application:
    """Compose le service d'essai d'après l'environnement du processus."""
    return Application(noyau=composer_noyau(charger(Config), Publication(service), reception))
