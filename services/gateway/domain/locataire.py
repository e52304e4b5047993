"""Projection : le locataire, son bail, sa demande. Faite de BailSigné."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class LocataireProjete:
    locataire_id: UUID
    bail_id: UUID
    demande_id: UUID
    logement_id: UUID
    residence_id: UUID
    reference: str
    signe_le: date
