"""Retirer aux lots provisoires d'un mois les baux qu'un nouveau calcul reprend."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from quittancement.application.depot_cycle import DepotCycle
from quittancement.domain.lot import Lot, StatutLot
from quittancement.domain.quittance import Quittance
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

REPRENABLES = (StatutLot.EN_CALCUL, StatutLot.CALCULE)


def reprendre_lots(mois: Mois, bail_ids: Sequence[UUID], *, uow: UniteDeTravail, depot: DepotCycle) -> None:
    """Sans bail désigné, tous quittent leur lot, qui est annulé ; les tranches touchées d'un cycle se recalculent.

    Lève RegleViolee (SCELLEMENT_EN_COURS) si un cycle du mois est en train d'être scellé.
    """
    lots = uow.session.scalars(select(Lot).filter_by(mois=str(mois), a_blanc=False)).all()
    if any(lot.statut is StatutLot.EN_SCELLEMENT for lot in lots):
        raise RegleViolee("SCELLEMENT_EN_COURS", f"Un cycle de {mois} est en train d'être scellé.", champ="mois")
    for lot_id in [lot.id for lot in lots if lot.statut in REPRENABLES]:
        lot = uow.charger(Lot, lot_id)
        if lot.tranches:
            _reprendre_cycle(lot, bail_ids, uow=uow, depot=depot)
        else:
            _reprendre_lot(lot, bail_ids, uow=uow)
    uow.session.flush()


def _reprendre_cycle(lot: Lot, bail_ids: Sequence[UUID], *, uow: UniteDeTravail, depot: DepotCycle) -> None:
    if not bail_ids:
        lot.annuler()
        depot.effacer(uow, lot.id)
    elif depot.rouvrir(uow, lot.id, bail_ids):
        lot.rouvrir_calcul()


def _reprendre_lot(lot: Lot, bail_ids: Sequence[UUID], *, uow: UniteDeTravail) -> None:
    quittances = list(uow.session.scalars(select(Quittance).filter_by(lot_id=lot.id)))
    presents = {q.bail_id for q in quittances} | {e.bail_id for e in lot.ecartes}
    baux = set(bail_ids) or presents
    if baux.isdisjoint(presents):
        return
    for reprise in (q for q in quittances if q.bail_id in baux):
        uow.session.delete(reprise)
    lot.ceder(baux, restantes=[q for q in quittances if q.bail_id not in baux])
