"""Calculer le quittancement d'un mois : un lot provisoire, un bail en erreur mis de côté."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from uuid import UUID

from sqlalchemy import select, text

from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.lot import Lot, StatutLot, calculer_lot
from quittancement.domain.quittance import Quittance
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Mois
from socle.domaine.refus import Introuvable
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CalculerQuittancement:
    lot_id: UUID
    mois: Mois
    bail_ids: Sequence[UUID]
    calcule_par: str


def calculer_quittancement(commande: CalculerQuittancement, *, uow: UniteDeTravail, baremes: Baremes) -> Lot:
    """Un bail recalculé quitte le lot non validé du mois qui le portait ; sans bail désigné, tous les y quittent.

    Lève Introuvable si un bail demandé est inconnu.
    """
    uow.session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:cle))"), {"cle": f"quittancement {commande.mois}"})
    comptes = _comptes(commande, uow=uow)
    _reprendre(commande, uow=uow)
    lot, quittances = calculer_lot(
        lot_id=commande.lot_id,
        mois=commande.mois,
        calcule_par=commande.calcule_par,
        comptes=comptes,
        identifiants=_identifiants(),
        baremes=baremes,
    )
    uow.ajouter(lot, *quittances)
    return lot


def _reprendre(commande: CalculerQuittancement, *, uow: UniteDeTravail) -> None:
    provisoires = select(Lot).filter_by(mois=str(commande.mois), statut=StatutLot.CALCULE)
    for lot_id in [lot.id for lot in uow.session.scalars(provisoires)]:
        ancien = uow.charger(Lot, lot_id)
        quittances = list(uow.session.scalars(select(Quittance).filter_by(lot_id=lot_id)))
        baux = set(commande.bail_ids) or {q.bail_id for q in quittances} | {e.bail_id for e in ancien.ecartes}
        if not baux.isdisjoint({q.bail_id for q in quittances} | {e.bail_id for e in ancien.ecartes}):
            for reprise in (q for q in quittances if q.bail_id in baux):
                uow.session.delete(reprise)
            ancien.ceder(baux, restantes=[q for q in quittances if q.bail_id not in baux])
    uow.session.flush()


def _comptes(commande: CalculerQuittancement, *, uow: UniteDeTravail) -> list[Compte]:
    comptes = list(uow.session.scalars(select(Compte)))
    if not commande.bail_ids:
        return [c for c in comptes if c.statut is StatutCompte.ACTIF]
    par_bail = {c.id: c for c in comptes}
    for bail_id in commande.bail_ids:
        if bail_id not in par_bail:
            raise Introuvable("Bail", bail_id, champ="bail_ids")
    return [par_bail[bail_id] for bail_id in commande.bail_ids]


def _identifiants() -> Iterator[UUID]:
    return (nouvel_id() for _ in repeat(None))
