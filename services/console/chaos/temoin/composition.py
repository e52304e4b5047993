"""Le service témoin : une base de la passerelle (les tables du noyau), une table de plus, une réaction par événement."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import text

from console.services import topologie
from socle.technique.config import ConfigService
from socle.technique.evenements import EvenementRecu, Publication, Reception, nom_ascii
from socle.technique.noyau import Noyau, composer_noyau
from socle.technique.unite_de_travail import UniteDeTravail

NOM = "temoin"

TABLE = """CREATE TABLE IF NOT EXISTS effet_temoin (
    rang bigserial PRIMARY KEY, event_id uuid NOT NULL, txid bigint NOT NULL DEFAULT txid_current(),
    le timestamptz NOT NULL DEFAULT clock_timestamp())"""
"""Aucune unicité : un effet de trop y laisse une ligne de trop."""

_AJOUTER = text("INSERT INTO effet_temoin (event_id) VALUES (:cause)")


class Config(ConfigService):
    database_url: str = Field(validation_alias="LOGIS_TEMOIN_DATABASE_URL")


@dataclass(frozen=True, kw_only=True)
class Application:
    noyau: Noyau


def composer(config: Config) -> Application:
    return Application(noyau=composer_noyau(config, Publication(NOM), reception()))


def suivis() -> list[tuple[str, str, str]]:
    """(source, agrégat, événement) de tout ce que la topologie dit publié."""
    return [
        (source, agregat, nom)
        for source, service in topologie().services.items()
        for agregat, noms in (service.get("publie") or {}).items()
        for nom in noms
    ]


def ecoutes() -> dict[str, list[str]]:
    """Ce que le témoin ajoute à la topologie du banc : {source: [agrégats]}."""
    resultat: dict[str, list[str]] = {}
    for source, agregat, _ in suivis():
        if agregat not in resultat.setdefault(source, []):
            resultat[source].append(agregat)
    return resultat


def reception() -> Reception:
    """Une réaction par événement publié."""
    branchements = Reception(NOM)
    for source, agregat, nom in suivis():
        modele: Any = types.new_class(
            f"Recu{nom_ascii(nom)}", (EvenementRecu,), {"source": source, "nom": nom, "agregat": agregat}
        )
        branchements.quand(modele, _noter(f"noter_{nom_ascii(nom)}"), en=lambda evenement: evenement)
    return branchements


def _noter(nom: str) -> Callable[..., None]:
    def noter(_commande: object, *, uow: UniteDeTravail) -> None:
        uow.session.execute(_AJOUTER, {"cause": uow.contexte.cause})

    noter.__name__ = nom
    return noter
