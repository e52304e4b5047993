"""Projection : un bail d'un locataire, et sa demande. Signé par BailSigné, habité depuis BailActivé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class BailProjete:
    """`active_le` est vide tant que le locataire n'est pas dans les lieux.

    Un locataire peut en avoir plusieurs, quoiqu'aucun ordre ne lui en donne encore deux ; ce jour-là, la lecture
    `bail_du_locataire` du service baux devra choisir comme `gateway.projection`.
    """

    bail_id: UUID
    locataire_id: UUID
    demande_id: UUID
    logement_id: UUID
    residence_id: UUID
    reference: str
    signe_le: date
    active_le: date | None = None
