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
from socle.technique.evenements import EvenementRecu, Reception
from socle.technique.unite_de_travail import UniteDeTravail


class PropositionAcceptee(EvenementRecu, source="demandes", nom="PropositionAcceptée", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    accepte_le: date


class DemandeRadiee(EvenementRecu, source="demandes", nom="DemandeRadiée", agregat="demande"):
    demande_id: UUID
    motif: str
    radiee_le: date


def reception() -> Reception:
    """Branche les réactions des baux."""

    def attendre_le_bail(evenement: PropositionAcceptee, *, uow: UniteDeTravail) -> None:
        quand_proposition_acceptee_attendre_le_bail(
            PropositionRecue(
                offre_id=evenement.offre_id,
                logement_id=evenement.logement_id,
                demande_id=evenement.demande_id,
                acceptee_le=evenement.accepte_le,
            ),
            uow=uow,
        )

    def noter_la_radiation(evenement: DemandeRadiee, *, uow: UniteDeTravail) -> None:
        quand_demande_radiee_noter_la_radiation(RadiationRecue(**evenement.model_dump()), uow=uow)

    branchements = Reception("baux")
    branchements.quand(PropositionAcceptee, attendre_le_bail, reconstructible=True)
    branchements.quand(DemandeRadiee, noter_la_radiation, reconstructible=True)
    return branchements
