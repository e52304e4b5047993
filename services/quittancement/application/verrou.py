"""Faire se suivre deux ordres qui créeraient le même objet : un verrou nommé, tenu jusqu'à la fin de la transaction."""

from __future__ import annotations

import hashlib

from sqlalchemy import text

from socle.technique.unite_de_travail import UniteDeTravail


def verrouiller(nom: str, *, uow: UniteDeTravail) -> None:
    """Attend que toute autre transaction qui tient ce nom soit finie."""
    cle = int.from_bytes(hashlib.sha256(nom.encode()).digest()[:8], "big", signed=True)
    uow.session.execute(text("SELECT pg_advisory_xact_lock(:cle)"), {"cle": cle})
