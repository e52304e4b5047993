"""Dire la fin d'une instance, d'une médiation ou d'une conciliation : le délai court de nouveau."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain import consignation
from quittancement.domain.actes import ActeConsigne
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class TerminerActe:
    bail_id: UUID
    acte_id: UUID
    fini_le: date
    par: str


def terminer_acte(commande: TerminerActe, *, uow: UniteDeTravail, baremes: Baremes) -> ActeConsigne:
    """Lève Introuvable et les refus de `consignation.terminer_acte`."""
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    return consignation.terminer_acte(
        compte, commande.acte_id, fini_le=commande.fini_le, par=commande.par, baremes=baremes
    )
