"""Environnement Alembic des baux."""

from socle.technique.migrations import env

env()
