"""Le chemin de masse : le curseur psycopg de la transaction en cours, pour COPY et les envois groupés."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor

from socle.technique.unite_de_travail import UniteDeTravail


def curseur_de(uow: UniteDeTravail) -> Cursor[Any]:
    """Curseur de la transaction ; ce que la session tenait en attente est d'abord écrit."""
    uow.session.flush()
    curseur: Cursor[Any] = uow.session.connection().connection.cursor()  # type: ignore[assignment]
    return curseur


def tableau(textes: Sequence[str]) -> str:
    """Tableau PostgreSQL en texte, pour COPY : dix fois moins cher que l'écriture générale des listes."""
    echappes = [t.replace("\\", "\\\\").replace('"', '\\"') if "\\" in t or '"' in t else t for t in textes]
    return '{"' + '","'.join(echappes) + '"}' if echappes else "{}"
