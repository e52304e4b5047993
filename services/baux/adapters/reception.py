"""Ce que les baux écoutent : le modèle de lecture de chaque événement, et la réaction qu'il appelle."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baux.application.quand_demande_radiee_noter_la_radiation import (
    RadiationRecue,
    quand_demande_radiee_noter_la_radiation,
)
from baux.application.quand_proposition_acceptee_attendre_le_bail import (
    PropositionRecue,
    quand_proposition_acceptee_attendre_le_bail,
)
from baux.application.quand_proposition_refusee_abandonner_le_bail import (
    PropositionRefuseeRecue,
    quand_proposition_refusee_abandonner_le_bail,
)
from socle.technique.evenements import EvenementRecu, Reception


class PropositionAcceptee(EvenementRecu, source="demandes", nom="PropositionAcceptée", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    accepte_le: date


class PropositionRefusee(EvenementRecu, source="demandes", nom="PropositionRefusée", agregat="offre"):
    offre_id: UUID
    demande_id: UUID
    refuse_le: date


class DemandeRadiee(EvenementRecu, source="demandes", nom="DemandeRadiée", agregat="demande"):
    demande_id: UUID
    motif: str
    radiee_le: date


def reception() -> Reception:
    """Branche les réactions des baux."""
    branchements = Reception("baux")
    branchements.quand(
        PropositionAcceptee,
        quand_proposition_acceptee_attendre_le_bail,
        en=lambda e: PropositionRecue(
            offre_id=e.offre_id, logement_id=e.logement_id, demande_id=e.demande_id, acceptee_le=e.accepte_le
        ),
    )
    branchements.quand(
        PropositionRefusee,
        quand_proposition_refusee_abandonner_le_bail,
        en=lambda e: PropositionRefuseeRecue(offre_id=e.offre_id, demande_id=e.demande_id, refuse_le=e.refuse_le),
    )
    branchements.quand(
        DemandeRadiee,
        quand_demande_radiee_noter_la_radiation,
        en=lambda e: RadiationRecue(demande_id=e.demande_id, motif=e.motif, radiee_le=e.radiee_le),
    )
    return branchements
