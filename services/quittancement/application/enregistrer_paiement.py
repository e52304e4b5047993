"""Enregistrer un paiement et l'imputer (C. civ. 1342-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_paiement
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerPaiement:
    paiement_id: UUID
    bail_id: UUID
    montant: Montant
    mode: str
    recu_le: date
    reference: str
    mois_designe: str
    debiteur_sans_compte: bool
    plan_id: UUID | None
    """Plan d'apurement dont ce paiement est une échéance."""


def enregistrer_paiement(commande: EnregistrerPaiement, *, uow: UniteDeTravail, baremes: Baremes) -> Paiement:
    """Reçu dans un mois clos, il s'écrit au premier jour ouvert et garde sa date.

    Lève Introuvable, RegleViolee (CHEQUE_SANS_TITRE) et les refus de `Compte.enregistrer_paiement`.
    """
    if commande.mode == ModePaiement.CHEQUE.value:
        raise RegleViolee(
            "CHEQUE_SANS_TITRE", "Un chèque s'enregistre avec son tireur, sa banque et son numéro.", champ="mode"
        )
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    paiement = compte.enregistrer_paiement(
        paiement_id=commande.paiement_id,
        montant=commande.montant,
        mode=commande.mode,
        recu_le=commande.recu_le,
        reference=commande.reference,
        mois_designe=commande.mois_designe or None,
        debiteur_sans_compte=commande.debiteur_sans_compte,
        plan_id=commande.plan_id,
        baremes=baremes,
    )
    ecrire_recu(ecriture_paiement(paiement, baremes=baremes), uow=uow)
    return paiement
