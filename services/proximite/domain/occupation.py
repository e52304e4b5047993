"""Projection : qui habite où. Faite de BailSigné et BailActivé."""

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
