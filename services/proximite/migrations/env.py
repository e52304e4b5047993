"""Environnement Alembic du service proximite."""

from socle.technique.migrations import env

env()
