"""Jouer les migrations d'un service, sous verrou consultatif : deux `logis migrer` simultanés ne se gênent pas."""

from __future__ import annotations

from pathlib import Path

from alembic import command, context
from alembic.config import Config as ConfigAlembic
from sqlalchemy import create_engine, text

from socle.technique.base import derniere_revision

VERROU = 727_001


def migrer(migrations: Path, url: str) -> str:
    """Amène la base à la dernière révision ; rend son identifiant."""
    config = config_alembic(migrations, url)
    command.upgrade(config, "head")
    return derniere_revision(migrations)


def config_alembic(migrations: Path, url: str) -> ConfigAlembic:
    config = ConfigAlembic()
    config.set_main_option("script_location", str(migrations))
    config.attributes["url"] = url
    return config


def env() -> None:
    """Corps commun des `env.py` d'Alembic."""
    moteur = create_engine(context.config.attributes["url"])
    with moteur.begin() as connexion:
        connexion.execute(text("SELECT pg_advisory_xact_lock(:verrou)"), {"verrou": VERROU})
        context.configure(connection=connexion, transaction_per_migration=False)
        with context.begin_transaction():
            context.run_migrations()
    moteur.dispose()
