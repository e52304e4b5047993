"""Environnement Alembic du service quittancement."""

from socle.technique.migrations import env

env()
