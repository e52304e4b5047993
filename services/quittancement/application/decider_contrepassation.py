"""Décider une contrepassation : accordée, l'écriture inverse est passée et le compte s'en trouve corrigé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire, ecrire_avances
from quittancement.application.ecriture_du_paiement import ecriture_du_paiement
from quittancement.application.rendre_a_l_attente import rendre_a_l_attente
from quittancement.application.rendre_le_cheque import rendre_le_cheque
from quittancement.domain.annulation import (
    annuler_paiement,
    annuler_quittance,
    la_contrepassation,
    la_quittance,
    le_paiement,
)
from quittancement.domain.compte import Compte
from quittancement.domain.contrepassation import Contrepassation, ObjetContrepasse
from quittancement.domain.ecritures import (
    contrepasser,
    ecriture_attente_levee,
    ecriture_liberation,
    ecriture_quittancement,
)
from quittancement.domain.lot import Lot
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeciderContrepassation:
    bail_id: UUID
    contrepassation_id: UUID
    accordee: bool
    decidee_le: date
    decidee_par: str


def decider_contrepassation(
    commande: DeciderContrepassation, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Contrepassation:
    """Un paiement tiré du 471 y rend sa somme, qui attend de nouveau.

    Lève Introuvable, les refus de `Contrepassation.decider`, `annuler_paiement` et `annuler_quittance`.
    """
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    contrepassation = la_contrepassation(compte, commande.contrepassation_id)
    contrepassation.decider(accordee=commande.accordee, par=commande.decidee_par, le=commande.decidee_le)
    if not commande.accordee:
        return contrepassation
    objet_id, le = contrepassation.objet_id, commande.decidee_le
    if contrepassation.objet is ObjetContrepasse.QUITTANCE:
        _annuler_quittance(compte, objet_id, le=le, uow=uow, baremes=baremes)
    else:
        _annuler_paiement(compte, objet_id, le=le, uow=uow, depot=depot, baremes=baremes)
    return contrepassation


def _annuler_paiement(
    compte: Compte, objet_id: UUID, *, le: date, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> None:
    paiement = le_paiement(compte, objet_id)
    rendre_le_cheque(paiement, uow=uow)
    if rendre_a_l_attente(paiement, uow=uow, depot=depot):
        passee = ecriture_attente_levee(paiement, le=le, baremes=baremes)
    else:
        passee = ecriture_du_paiement(paiement, uow=uow, baremes=baremes)
    inverse = contrepasser(passee, piece=f"CP-{paiement.id}", le=le)
    annuler_paiement(compte, paiement, le=le)
    ecrire(inverse, uow=uow)


def _annuler_quittance(compte: Compte, objet_id: UUID, *, le: date, uow: UniteDeTravail, baremes: Baremes) -> None:
    quittance = la_quittance(compte, objet_id)
    lot = uow.session.get(Lot, quittance.lot_id)
    origine = (lot.valide_le if lot else None) or le
    liberations = annuler_quittance(compte, quittance)
    piece = f"CP-{quittance.numero}"
    ecrire(contrepasser(ecriture_quittancement(quittance, le=origine, baremes=baremes), piece=piece, le=le), uow=uow)
    ecrire(ecriture_liberation(liberations, bail_id=compte.id, piece=piece, le=le, baremes=baremes), uow=uow)
    ecrire_avances(compte, compte.utiliser_avances(le=le, baremes=baremes), le=le, uow=uow, baremes=baremes)
