"""Constater qu'un chèque est revenu impayé : la dette est rouverte, telle qu'elle était avant lui."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from quittancement.application.depot_banque import DepotBanque
from quittancement.application.ecrire import ecrire
from quittancement.application.solder_entree import solder_entree
from quittancement.domain.annulation import annuler_paiement, le_paiement
from quittancement.domain.caisse.cheque import Cheque, StatutCheque
from quittancement.domain.caisse.ecritures_de_caisse import ecriture_cheque_impaye
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

REGLE = "CHEQUE_IMPAYE"


@dataclass(frozen=True, kw_only=True)
class DeclarerChequeImpaye:
    """`entree_id` : débit du relevé en attente qui le montre, ou None. `motif` : ce qu'en dit la banque."""

    cheque_id: UUID
    impaye_le: date
    motif: str
    entree_id: UUID | None
    par: str


def declarer_cheque_impaye(
    commande: DeclarerChequeImpaye, *, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes
) -> Cheque:
    """Les frais de la banque restent au bailleur (loi 89-462, art. 4 p).

    Lève Introuvable, TransitionInterdite (déjà impayé, jamais remis), RegleViolee (BORDEREAU_NON_CREDITE,
    PAIEMENT_DEJA_CONTREPASSE, MONTANT_DIFFERENT, MOIS_CLOS), DonneeInvalide (DATE_INCOHERENTE).
    """
    bail = text("SELECT bail_id FROM cheque WHERE id = :id")
    bail_id = uow.session.execute(bail, {"id": commande.cheque_id}).scalar()
    if bail_id is None:
        raise Introuvable("Cheque", commande.cheque_id, champ="cheque_id")
    # Le compte d'abord, comme partout : deux actes sur le même bail se suivent.
    compte = uow.charger(Compte, bail_id, champ="cheque_id")
    cheque = uow.charger(Cheque, commande.cheque_id, champ="cheque_id")
    credite = cheque.statut is StatutCheque.CREDITE
    cheque.declarer_impaye(le=commande.impaye_le, motif=commande.motif)
    if commande.entree_id is not None:
        if not credite:
            raise RegleViolee(
                "BORDEREAU_NON_CREDITE",
                "La banque reprend ce qu'elle a crédité : dites-le d'abord.",
                champ="ecriture_id",
            )
        entree = commande.entree_id
        solder_entree(entree, attendu=-cheque.montant, regle=REGLE, par=commande.par, uow=uow, depot=depot)
    paiement = le_paiement(compte, cheque.paiement_id)
    inverse = ecriture_cheque_impaye(
        paiement,
        credite=credite,
        vu_au_releve=commande.entree_id is not None,
        le=commande.impaye_le,
        baremes=baremes,
    )
    annuler_paiement(compte, paiement, le=commande.impaye_le)
    ecrire(inverse, uow=uow)
    return cheque
