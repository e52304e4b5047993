"""Ouvrir le cycle d'un mois : figer les baux actifs en tranches, à calculer ensuite (spécification A.2, étape 1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.calculer_quittancement import verrouiller_le_mois
from quittancement.application.depot_cycle import DepotCycle
from quittancement.application.reprendre_lots import reprendre_lots
from quittancement.domain.cycle import BAUX_PAR_TRANCHE
from quittancement.domain.lot import Lot, StatutLot
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class OuvrirCycle:
    lot_id: UUID
    mois: Mois
    calcule_par: str
    a_blanc: bool = False


def ouvrir_cycle(commande: OuvrirCycle, *, uow: UniteDeTravail, depot: DepotCycle) -> Lot:
    """Remplace les lots non validés du mois. À blanc, il n'y touche pas et n'écrira aucune quittance.

    Lève RegleViolee (AUCUN_BAIL_ACTIF).
    """
    verrouiller_le_mois(commande.mois, uow=uow)
    if not commande.a_blanc:
        reprendre_lots(commande.mois, [], uow=uow, depot=depot)
    lot = Lot(
        id=commande.lot_id,
        mois=str(commande.mois),
        calcule_par=commande.calcule_par,
        nombre=0,
        total_net=Montant.zero(),
        empreinte="",
        ecartes=[],
        statut=StatutLot.EN_CALCUL,
        a_blanc=commande.a_blanc,
    )
    lot.tranches = depot.geler(uow, lot.id, mois=commande.mois, taille=BAUX_PAR_TRANCHE)
    if not lot.tranches:
        raise RegleViolee("AUCUN_BAIL_ACTIF", "Aucun compte actif : il n'y a rien à quittancer.", champ="mois")
    uow.ajouter(lot)
    return lot
