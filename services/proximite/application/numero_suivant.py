"""Numéros annuels (REC-AAAA-NNNNNN) : une ligne verrouillée par registre et par année."""

from __future__ import annotations

from sqlalchemy import text

from socle.technique.unite_de_travail import UniteDeTravail


def numero_suivant(registre: str, annee: int, *, uow: UniteDeTravail) -> int:
    """Prend le numéro suivant du registre de l'année, dans la transaction : un refus ne laisse pas de trou."""
    numero: int = uow.session.execute(
        text(
            """INSERT INTO registre (nom, annee, dernier) VALUES (:nom, :annee, 1)
               ON CONFLICT (nom, annee) DO UPDATE SET dernier = registre.dernier + 1 RETURNING dernier"""
        ),
        {"nom": registre, "annee": annee},
    ).scalar_one()
    return numero
