"""COPY par la connexion nue d'un moteur SQLAlchemy, pour peupler une base et mesurer la limite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection


@contextmanager
def copier(connexion: Connection, ordre: str) -> Iterator[Any]:
    """La copie psycopg de `ordre`, dans la transaction de la connexion."""
    curseur: Any = connexion.connection.cursor()
    with curseur, curseur.copy(ordre) as copie:
        yield copie
