"""Accès PostgreSQL : moteur, types des colonnes, contrôle de la révision du schéma."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy
from alembic.config import Config as ConfigAlembic
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, Engine, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

from socle.domaine.montant import Montant
from socle.technique.config import ConfigService


class SchemaPerime(SystemExit):
    """La base n'est pas à la révision de ce code ; il faut jouer `logis migrer`."""


class TypeMontant(TypeDecorator[Montant]):
    """Montant ↔ bigint de centimes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Montant | None, dialect: Any) -> int | None:
        return None if value is None else value.centimes

    def process_result_value(self, value: int | None, dialect: Any) -> Montant | None:
        return None if value is None else Montant(value)


class TypeCode(TypeDecorator[Enum]):
    """Énumération ↔ son code en texte : on garde des codes, on montre des libellés."""

    impl = Text
    cache_ok = True

    def __init__(self, enumeration: type[Enum]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: Enum | str | None, dialect: Any) -> str | None:
        return str(value.value) if isinstance(value, Enum) else value

    def process_result_value(self, value: str | None, dialect: Any) -> Enum | None:
        return None if value is None else self.enumeration(value)


class TypeValeurs(TypeDecorator[Any]):
    """Objets-valeurs (dataclasses figées, listes, tables) ↔ jsonb, par leur type déclaré.

    La colonne se remplace, elle ne se modifie pas en place : `bail.annexes = [*bail.annexes, x]`.
    """

    impl = JSONB
    cache_ok = False

    def __init__(self, genre: Any) -> None:
        super().__init__(none_as_null=True)
        self._adaptateur: TypeAdapter[Any] = TypeAdapter(genre)

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self._adaptateur.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self._adaptateur.validate_python(value)

    def copy(self, **kw: Any) -> TypeValeurs:
        copie = TypeValeurs.__new__(TypeValeurs)
        TypeDecorator.__init__(copie, none_as_null=True)
        copie._adaptateur = self._adaptateur
        return copie


def racine() -> list[Column[Any]]:
    """Colonnes de toute racine d'agrégat : identifiant, version (verrou optimiste), séquence des faits."""
    return [
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("sequence", BigInteger, nullable=False),
    ]


def ouvrir_moteur(config: ConfigService) -> Engine:
    """Moteur SQLAlchemy du service ; tracé si `telemetrie.demarrer` a reçu un collecteur.

    L'appel passe par le module : c'est `sqlalchemy.create_engine` qu'OpenTelemetry remplace. Les erreurs ne citent pas
    leurs paramètres.
    """
    return sqlalchemy.create_engine(
        config.database_url,
        pool_size=config.pool,
        max_overflow=config.pool,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"application_name": f"logis-{config.espace}"},
    )


def config_alembic(migrations: Path, url: str) -> ConfigAlembic:
    config = ConfigAlembic()
    config.set_main_option("script_location", str(migrations))
    config.attributes["url"] = url
    return config


def verifier_revision(moteur: Engine, migrations: Path) -> None:
    """Refuse de démarrer (SchemaPerime) si la base n'est pas exactement à la révision que ce code attend."""
    attendue = ScriptDirectory.from_config(config_alembic(migrations, "")).get_current_head()
    with moteur.connect() as connexion:
        presente = MigrationContext.configure(connexion).get_current_revision()
    if presente != attendue:
        raise SchemaPerime(
            f"La base est à la révision {presente or 'vide'}, ce code attend {attendue} : lancez « logis migrer »."
        )
