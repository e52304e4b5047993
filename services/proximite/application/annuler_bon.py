"""Annuler un bon : la dépense est dégagée ; sans autre bon ouvert, la réclamation attend une nouvelle commande."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from proximite.domain.bon_travaux import BonTravaux
from proximite.domain.reclamation import Reclamation
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AnnulerBon:
    bon_id: UUID
    annule_le: date
    motif: str
    etag: str = ""


def annuler_bon(commande: AnnulerBon, *, uow: UniteDeTravail) -> BonTravaux:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite (travail fait), ou les refus du bon."""
    bon = uow.charger(BonTravaux, commande.bon_id, champ="bon_id", etag=commande.etag)
    bon.annuler(le=commande.annule_le, motif=commande.motif)
    reclamation = uow.charger(Reclamation, bon.reclamation_id, champ="bon_id")
    bons = uow.session.scalars(select(BonTravaux).filter_by(reclamation_id=reclamation.id))
    reclamation.bon_annule(bons_ouverts=sum(b.ouvert for b in bons))
    return bon
