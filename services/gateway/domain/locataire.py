"""Projection : un bail d'un locataire, et sa demande. Signé par BailSigné, habité depuis BailActivé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class BailProjete:
    """Un locataire peut en avoir plusieurs ; `active_le` est vide tant qu'il n'est pas dans les lieux."""

    bail_id: UUID
    locataire_id: UUID
    demande_id: UUID
    logement_id: UUID
    residence_id: UUID
    reference: str
    signe_le: date
    active_le: date | None = None
