"""Environnement Alembic du service demandes."""

from socle.technique.migrations import env

env()
