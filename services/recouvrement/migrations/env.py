"""Environnement Alembic du service recouvrement."""

from socle.technique.migrations import env

env()
