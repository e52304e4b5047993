"""Consigner les décisions de la CALEOL ; le rang 1 reçoit la proposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.decisions import DecisionCandidature
from demandes.domain.offre import Offre
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeciderAttribution:
    offre_id: UUID
    decide_le: date
    membres_presents: int
    decisions: Sequence[DecisionCandidature]
    etag: str = ""


def decider_attribution(commande: DeciderAttribution, *, uow: UniteDeTravail, baremes: Baremes) -> Offre:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou les refus d'une décision irrégulière."""
    offre = uow.charger(Offre, commande.offre_id, champ="offre_id", etag=commande.etag)
    offre.decider(
        commande.decisions,
        decide_le=commande.decide_le,
        membres_presents=commande.membres_presents,
        baremes=baremes,
    )
    return offre
