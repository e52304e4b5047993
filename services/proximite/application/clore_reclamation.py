"""Clore une réclamation résolue, ou pour un autre motif de la liste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from proximite.domain.bon_travaux import BonTravaux
from proximite.domain.cloture import MotifCloture
from proximite.domain.reclamation import Reclamation
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreReclamation:
    reclamation_id: UUID
    motif: MotifCloture
    cloturee_le: datetime
    parent_id: UUID | None = None
    etag: str = ""


def clore_reclamation(commande: CloreReclamation, *, uow: UniteDeTravail) -> Reclamation:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou RegleViolee (BON_OUVERT, MOTIF_NON_PERMIS…)."""
    reclamation = uow.charger(Reclamation, commande.reclamation_id, champ="reclamation_id", etag=commande.etag)
    bons = uow.session.scalars(select(BonTravaux).filter_by(reclamation_id=reclamation.id))
    parent = uow.charger(Reclamation, commande.parent_id, champ="parent_id") if commande.parent_id else None
    doublons = uow.session.scalars(select(Reclamation).filter_by(parent_id=reclamation.id).limit(1))
    reclamation.cloturer(
        le=commande.cloturee_le,
        motif=commande.motif,
        bons_ouverts=sum(b.ouvert for b in bons),
        parent=parent,
        a_des_doublons=doublons.first() is not None,
    )
    return reclamation
