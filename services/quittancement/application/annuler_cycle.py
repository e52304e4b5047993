"""Abandonner un cycle que personne n'a validé."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_cycle import DepotCycle
from quittancement.domain.lot import Lot
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AnnulerCycle:
    lot_id: UUID


def annuler_cycle(commande: AnnulerCycle, *, uow: UniteDeTravail, depot: DepotCycle) -> Lot:
    """Efface ses tranches et ses quittances provisoires. Lève Introuvable, TransitionInterdite, RegleViolee (LOT_D_UN_SEUL_TENANT)."""
    lot = uow.charger(Lot, commande.lot_id, champ="lot_id")
    if not lot.tranches:
        raise RegleViolee("LOT_D_UN_SEUL_TENANT", "Ce lot se remplace par un nouveau calcul du mois.", champ="lot_id")
    lot.annuler()
    depot.effacer(uow, lot.id)
    return lot
