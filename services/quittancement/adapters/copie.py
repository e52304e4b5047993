"""Le chemin de masse : le curseur psycopg de la transaction en cours, pour COPY et les envois groupés."""

from __future__ import annotations

from typing import Any

from psycopg import Cursor

from socle.technique.unite_de_travail import UniteDeTravail


def curseur_de(uow: UniteDeTravail) -> Cursor[Any]:
    """Curseur de la transaction ; ce que la session tenait en attente est d'abord écrit."""
    uow.session.flush()
    curseur: Cursor[Any] = uow.session.connection().connection.cursor()  # type: ignore[assignment]
    return curseur
