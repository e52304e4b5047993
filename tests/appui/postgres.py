"""Bases de test : un modèle migré par service, copié en quelques dizaines de millisecondes."""

from __future__ import annotations

import importlib
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from console.local.postgres import PostgresLocal
from socle.technique.messagerie.schema import assurer_partitions
from socle.technique.migrations import migrer

_NUMEROS = count(1)


class Modeles:
    """Crée les bases modèles à la demande."""

    def __init__(self, postgres: PostgresLocal) -> None:
        self._admin = make_url(postgres.url_admin).set(drivername="postgresql")
        self._faits: set[str] = set()

    def copier(self, service: str) -> tuple[str, str]:
        """Base neuve à la dernière révision du service ; rend son nom et son URL SQLAlchemy."""
        modele = f"logis_test_modele_{service}"
        if service not in self._faits:
            self._executer(SQL("CREATE DATABASE {}").format(Identifier(modele)))
            with psycopg.connect(self._url(modele, "postgresql"), autocommit=True) as base:
                for extension in ("pg_trgm", "unaccent", "btree_gist"):
                    base.execute(SQL("CREATE EXTENSION {}").format(Identifier(extension)))
            module = importlib.import_module(service)
            migrer(Path(str(module.__file__)).parent / "migrations", self._url(modele))
            self._partitionner(modele)
            self._faits.add(service)
        nom = f"logis_test_{service}_{next(_NUMEROS)}"
        self._executer(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(nom), Identifier(modele)))
        return nom, self._url(nom)

    def _partitionner(self, modele: str) -> None:
        """Les partitions du mois, une fois pour toutes les copies : chaque service qui démarre les trouve faites."""
        moteur = create_engine(self._url(modele))
        with moteur.begin() as connexion:
            assurer_partitions(connexion, datetime.now(UTC).date().replace(day=1))
        moteur.dispose()

    def supprimer(self, nom: str) -> None:
        self._executer(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(nom)))

    def _url(self, base: str, pilote: str = "postgresql+psycopg") -> str:
        return self._admin.set(drivername=pilote, database=base).render_as_string(hide_password=False)

    def _executer(self, ordre: psycopg.sql.Composable) -> None:
        with psycopg.connect(self._admin.render_as_string(hide_password=False), autocommit=True) as connexion:
            connexion.execute(ordre)
