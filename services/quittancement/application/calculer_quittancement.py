"""Calculer le quittancement d'un mois : un lot provisoire, un bail en erreur mis de côté."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from uuid import UUID

from sqlalchemy import select, text

from quittancement.application.depot_cycle import DepotCycle
from quittancement.application.reprendre_lots import reprendre_lots
from quittancement.domain.compte import Compte, StatutCompte
from quittancement.domain.lot import Lot, calculer_lot
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


def calculer_quittancement(
    commande: CalculerQuittancement, *, uow: UniteDeTravail, depot: DepotCycle, baremes: Baremes
) -> Lot:
    """Un bail recalculé quitte le lot non validé du mois qui le portait ; sans bail désigné, tous les y quittent.

    Lève Introuvable si un bail demandé est inconnu, RegleViolee (SCELLEMENT_EN_COURS).
    """
    verrouiller_le_mois(commande.mois, uow=uow)
    comptes = _comptes(commande, uow=uow)
    reprendre_lots(commande.mois, commande.bail_ids, uow=uow, depot=depot)
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


def verrouiller_le_mois(mois: Mois, *, uow: UniteDeTravail) -> None:
    """Un seul calcul du mois à la fois, jusqu'à la fin de la transaction."""
    uow.session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:cle))"), {"cle": f"quittancement {mois}"})


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
