"""Projections : qui habite où (BailSigné, BailActivé), et dans quelle commune est la résidence (LogementDisponible)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class Occupation:
    """Un bail et son logement ; `active_le` est None tant que les clés ne sont pas remises."""

    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    active_le: date | None = None


FERIES_LOCAUX = ("57", "67", "68")
"""Départements d'Alsace et de Moselle, dont les fériés s'ajoutent à ceux de la France (spécification 0.4)."""


@dataclass(eq=False, kw_only=True)
class Residence:
    """Une résidence et sa commune, par son code INSEE."""

    residence_id: UUID
    code_insee: str

    @property
    def subdivision(self) -> str | None:
        """Département dont les fériés locaux comptent ; None s'il n'en a pas."""
        departement = self.code_insee[:2]
        return departement if departement in FERIES_LOCAUX else None
