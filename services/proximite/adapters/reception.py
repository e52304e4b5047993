"""Ce que la proximité écoute : qui habite où et dans quelle commune (baux), les remises créditées (quittancement)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from proximite.application.quand_bail_active_confirmer_l_occupation import quand_bail_active_confirmer_l_occupation
from proximite.application.quand_bail_signe_situer_le_locataire import quand_bail_signe_situer_le_locataire
from proximite.application.quand_logement_disponible_situer_la_residence import (
    quand_logement_disponible_situer_la_residence,
)
from proximite.application.quand_remise_especes_creditee_clore_la_caisse import (
    CreditRecu,
    quand_remise_especes_creditee_clore_la_caisse,
)
from proximite.domain.occupation import Occupation, Residence
from socle.domaine.montant import Montant
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


class LogementDisponible(EvenementRecu, source="baux", nom="LogementDisponible", agregat="logement"):
    residence_id: UUID
    code_insee: str


class RemiseEspecesCreditee(
    EvenementRecu, source="quittancement", nom="RemiseEspècesCréditée", agregat="remise_especes"
):
    caisse_id: UUID
    montant: int
    creditee_le: date


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
    branchements.quand(
        LogementDisponible,
        quand_logement_disponible_situer_la_residence,
        en=lambda e: Residence(**e.model_dump()),
    )
    branchements.quand(
        RemiseEspecesCreditee,
        quand_remise_especes_creditee_clore_la_caisse,
        en=lambda e: CreditRecu(caisse_id=e.caisse_id, montant=Montant(e.montant), creditee_le=e.creditee_le),
    )
    return branchements
