"""Faire avancer un cycle d'une tranche : la calculer, ou la sceller ; la dernière conclut le lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_cycle import BilanTranches, DepotCycle
from quittancement.application.ecrire import ecrire_avances
from quittancement.domain.compte import Compte
from quittancement.domain.cycle import StatutTranche, Tranche, calculer_tranche, racine, sceau
from quittancement.domain.ecritures import journal
from quittancement.domain.lot import Lot, StatutLot
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique.memoire import sans_ramassage
from socle.technique.unite_de_travail import UniteDeTravail

EN_COURS = (StatutLot.EN_CALCUL, StatutLot.EN_SCELLEMENT)


@dataclass(frozen=True, kw_only=True)
class AvancerCycle:
    """`le` : jour de l'appel, qui date les comptes du grand livre."""

    lot_id: UUID
    le: date


@dataclass(frozen=True, kw_only=True)
class Avancement:
    """`faite` : une tranche a avancé ; `restantes` : tranches encore à faire, sous la main d'un autre comprises."""

    lot: Lot
    faite: bool
    restantes: int


def avancer_cycle(commande: AvancerCycle, *, uow: UniteDeTravail, depot: DepotCycle, baremes: Baremes) -> Avancement:
    """À rejouer tant que le lot est EN_CALCUL ou EN_SCELLEMENT ; plusieurs processus avancent ensemble.

    Une tranche faite ne se refait pas. Lève Introuvable, RegleViolee (CYCLE_ACHEVE).
    """
    lot = uow.session.get(Lot, commande.lot_id)
    if lot is None:
        raise Introuvable("Lot", commande.lot_id, champ="lot_id")
    if not lot.tranches or lot.statut not in EN_COURS:
        raise RegleViolee("CYCLE_ACHEVE", f"Le lot est {lot.statut.value} : aucune tranche à faire.", champ="lot_id")
    au_calcul = lot.statut is StatutLot.EN_CALCUL
    depart, arrivee = (
        (StatutTranche.A_CALCULER, StatutTranche.CALCULEE)
        if au_calcul
        else (StatutTranche.CALCULEE, StatutTranche.SCELLEE)
    )
    tranche = depot.prendre(uow, lot.id, depart)
    if tranche is not None and au_calcul:
        _calculer(tranche, lot, le=commande.le, uow=uow, depot=depot, baremes=baremes)
    elif tranche is not None:
        _sceller(tranche, lot, uow=uow, depot=depot, baremes=baremes)
    bilan = depot.bilan(uow, lot.id, statut=arrivee)
    if not bilan.restantes:
        lot = _conclure(lot, bilan, uow=uow)
    return Avancement(lot=lot, faite=tranche is not None, restantes=bilan.restantes)


@sans_ramassage()
def _calculer(
    tranche: Tranche, lot: Lot, *, le: date, uow: UniteDeTravail, depot: DepotCycle, baremes: Baremes
) -> None:
    calculee = calculer_tranche(
        tranche,
        depot.comptes(uow, tranche),
        precedents=depot.nets(uow, tranche, tranche.mois.decale(-1)),
        le=le,
        baremes=baremes,
    )
    depot.ranger(uow, tranche, calculee, a_blanc=lot.a_blanc)


def _sceller(tranche: Tranche, lot: Lot, *, uow: UniteDeTravail, depot: DepotCycle, baremes: Baremes) -> None:
    if lot.valide_le is None:
        raise ValueError("Un lot en scellement porte sa date de validation.")
    le = lot.valide_le
    depot.sceller(
        uow, tranche, journal=journal("QUITTANCEMENT", le=le, baremes=baremes), sceau=sceau(tranche, le=le), le=le
    )
    for bail_id in depot.en_avance(uow, tranche):
        compte = uow.charger(Compte, bail_id)
        ecrire_avances(compte, compte.utiliser_avances(le=le, baremes=baremes), le=le, uow=uow, baremes=baremes)


def _conclure(lue: Lot, bilan: BilanTranches, *, uow: UniteDeTravail) -> Lot:
    """L'étape est finie. Deux dernières tranches simultanées ne se voient pas : l'appel suivant conclut."""
    uow.session.expunge(lue)
    lot = uow.charger(Lot, lue.id)
    if lot.statut is StatutLot.EN_CALCUL:
        lot.conclure_calcul(
            nombre=bilan.nombre,
            total_net=bilan.total_net,
            empreinte=racine(lot.mois, bilan.empreintes),
            ecarts=bilan.ecarts,
            ecartes=bilan.ecartes,
        )
    elif lot.statut is StatutLot.EN_SCELLEMENT:
        lot.sceller(empreinte=racine(lot.mois, bilan.empreintes))
    return lot
