"""Ce que la proximité écoute : les baux, pour savoir qui habite où."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from proximite.application.quand_bail_active_confirmer_l_occupation import quand_bail_active_confirmer_l_occupation
from proximite.application.quand_bail_signe_situer_le_locataire import quand_bail_signe_situer_le_locataire
from proximite.domain.occupation import Occupation
from socle.technique.evenements import EvenementRecu, Reception


class BailSigne(EvenementRecu, source="baux", nom="BailSigné", agregat="bail"):
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID


class BailActive(EvenementRecu, source="baux", nom="BailActivé", agregat="bail"):
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    active_le: date


def reception() -> Reception:
    """Branche les réactions de la proximité."""
    branchements = Reception("proximite")
    branchements.quand(
        BailSigne,
        quand_bail_signe_situer_le_locataire,
        en=lambda e: Occupation(**e.model_dump()),
    )
    branchements.quand(
        BailActive,
        quand_bail_active_confirmer_l_occupation,
        en=lambda e: Occupation(**e.model_dump()),
    )
    return branchements
