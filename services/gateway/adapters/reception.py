"""Ce que la passerelle écoute, pour ses projections."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from gateway.application.quand_bail_active_dater_l_entree import BailActiveRecu, quand_bail_active_dater_l_entree
from gateway.application.quand_bail_signe_projeter_le_locataire import quand_bail_signe_projeter_le_locataire
from gateway.domain.locataire import BailProjete
from socle.technique.evenements import EvenementRecu, Reception


class BailSigne(EvenementRecu, source="baux", nom="BailSigné", agregat="bail"):
    locataire_id: UUID
    bail_id: UUID
    demande_id: UUID
    logement_id: UUID
    residence_id: UUID
    reference: str
    signe_le: date


class BailActive(EvenementRecu, source="baux", nom="BailActivé", agregat="bail"):
    bail_id: UUID
    active_le: date


def reception() -> Reception:
    """Branche les réactions de la passerelle."""
    branchements = Reception("gateway")
    branchements.quand(
        BailSigne,
        quand_bail_signe_projeter_le_locataire,
        en=lambda e: BailProjete(**e.model_dump()),
    )
    branchements.quand(
        BailActive,
        quand_bail_active_dater_l_entree,
        en=lambda e: BailActiveRecu(**e.model_dump()),
    )
    return branchements
