"""Quand un plan d'apurement est rompu : l'avis d'échéance ne le rappelle plus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.echeancier_connu import EcheancierConnu
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PlanRompuRecu:
    plan_id: UUID
    bail_id: UUID
    rompu_le: date


def quand_plan_rompu_oublier_son_echeancier(commande: PlanRompuRecu, *, uow: UniteDeTravail) -> None:
    """Retient la rupture, même reçue avant la signature."""
    connu = uow.session.get(EcheancierConnu, commande.plan_id)
    if connu is None:
        connu = EcheancierConnu(
            plan_id=commande.plan_id, bail_id=commande.bail_id, dette=Montant.zero(), mensualites=0, premiere_le=None
        )
        uow.session.add(connu)
    connu.rompu_le = commande.rompu_le
