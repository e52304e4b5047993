"""Quand une proposition est acceptée : elle attend son bail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.proposition import Proposition
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PropositionRecue:
    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    acceptee_le: date


def quand_proposition_acceptee_attendre_le_bail(commande: PropositionRecue, *, uow: UniteDeTravail) -> None:
    """Pose ou remplace la projection : seule la dernière acceptation d'une offre compte."""
    uow.session.merge(Proposition(**vars(commande)))
