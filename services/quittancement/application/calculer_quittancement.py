"""Calculer le quittancement d'un mois : un lot provisoire, un bail en erreur mis de côté."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from uuid import UUID

from sqlalchemy import select

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
    """Remplace un calcul antérieur du mois s'il n'est pas validé. Lève Introuvable si un bail demandé est inconnu."""
    for ancien in uow.session.scalars(select(Lot).filter_by(mois=str(commande.mois))):
        if ancien.statut is StatutLot.CALCULE:
            ancien.annuler()
            for provisoire in uow.session.scalars(select(Quittance).filter_by(lot_id=ancien.id)):
                uow.session.delete(provisoire)
    uow.session.flush()
    lot, quittances = calculer_lot(
        lot_id=commande.lot_id,
        mois=commande.mois,
        calcule_par=commande.calcule_par,
        comptes=_comptes(commande, uow=uow),
        identifiants=_identifiants(),
        baremes=baremes,
    )
    uow.ajouter(lot, *quittances)
    return lot


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
