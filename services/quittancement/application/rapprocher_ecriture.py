"""Imputer une somme en attente au bail qu'une personne a reconnu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_attente_levee
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RapprocherEcriture:
    ecriture_id: UUID
    bail_id: UUID
    paiement_id: UUID
    le: date
    par: str


def rapprocher_ecriture(
    commande: RapprocherEcriture, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Paiement:
    """La somme quitte le 471.

    Lève Introuvable, TransitionInterdite (déjà imputée), RegleViolee (DEBIT_NON_IMPUTABLE), BailClos.
    """
    entree = depot.entree(uow, commande.ecriture_id)
    if entree is None:
        raise Introuvable("Ecriture", commande.ecriture_id, champ="ecriture_id")
    if entree.montant.centimes < 0:
        raise RegleViolee("DEBIT_NON_IMPUTABLE", "Une sortie d'argent ne paie aucun loyer.", champ="ecriture_id")
    entree.rapprocher(bail_id=commande.bail_id, paiement_id=commande.paiement_id, par=commande.par)
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    paiement = compte.enregistrer_paiement(
        paiement_id=commande.paiement_id,
        montant=entree.montant,
        mode=ModePaiement.VIREMENT.value,
        recu_le=entree.le,
        reference=entree.end_to_end_id or entree.reference,
        baremes=baremes,
    )
    ecrire(ecriture_attente_levee(paiement, le=commande.le, baremes=baremes), uow=uow)
    depot.decider(uow, entree)
    return paiement
