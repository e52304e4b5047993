"""Environnement Alembic de la passerelle."""

from socle.technique.migrations import env

env()
