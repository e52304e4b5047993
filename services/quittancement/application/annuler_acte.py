"""Annuler un acte consigné : saisi par erreur, ou non avenu. Sa trace reste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain import consignation
from quittancement.domain.actes import ActeConsigne, MotifAnnulation
from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AnnulerActe:
    bail_id: UUID
    acte_id: UUID
    motif: MotifAnnulation
    par: str
    le: date


def annuler_acte(commande: AnnulerActe, *, uow: UniteDeTravail) -> ActeConsigne:
    """Lève Introuvable, RegleViolee (ACTE_ANNULE)."""
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    return consignation.annuler_acte(compte, commande.acte_id, motif=commande.motif, par=commande.par, le=commande.le)
