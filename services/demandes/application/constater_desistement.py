"""Constater que le candidat renonce au logement qu'il avait accepté."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.offre import Offre
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConstaterDesistement:
    offre_id: UUID
    demande_id: UUID
    desiste_le: date
    etag: str = ""


def constater_desistement(commande: ConstaterDesistement, *, uow: UniteDeTravail) -> Offre:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite, RegleViolee (PROPOSITION_NON_ACCEPTEE) ou DonneeInvalide."""
    offre = uow.charger(Offre, commande.offre_id, champ="offre_id", etag=commande.etag)
    offre.constater_desistement(commande.demande_id, le=commande.desiste_le)
    return offre
