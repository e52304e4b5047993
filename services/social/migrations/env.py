"""Environnement Alembic du service social."""

from socle.technique.migrations import env

env()
