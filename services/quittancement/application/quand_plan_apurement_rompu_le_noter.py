"""Quand un plan d'apurement est rompu : plus aucun paiement n'en est une échéance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PlanRompu:
    bail_id: UUID
    plan_id: UUID
    rompu_le: date


def quand_plan_apurement_rompu_le_noter(commande: PlanRompu, *, uow: UniteDeTravail) -> None:
    """La reconnaissance de la dette, elle, demeure. Lève Introuvable."""
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    compte.protections = compte.protections.rompre(commande.plan_id, le=commande.rompu_le)
