"""Imputer des espèces de loge qui attendaient au bail qu'une personne a reconnu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire
from quittancement.domain.caisse.especes import EncaissementLoge
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_attente_levee
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ImputerEncaissement:
    """`plafond_leve` : une personne a vérifié que le débiteur n'a pas de compte de dépôt."""

    encaissement_id: UUID
    bail_id: UUID
    paiement_id: UUID
    plafond_leve: bool
    le: date
    par: str


def imputer_encaissement(commande: ImputerEncaissement, *, uow: UniteDeTravail, baremes: Baremes) -> Paiement:
    """La somme quitte le 471.

    Lève Introuvable, TransitionInterdite (déjà imputé), RegleViolee (BAIL_CLOS, PLAFOND_ESPECES, MOIS_CLOS).
    """
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    encaissement = uow.charger(EncaissementLoge, commande.encaissement_id, champ="encaissement_id")
    encaissement.imputer(bail_id=commande.bail_id, paiement_id=commande.paiement_id, par=commande.par)
    paiement = compte.enregistrer_paiement(
        paiement_id=commande.paiement_id,
        montant=encaissement.montant,
        mode=ModePaiement.ESPECES.value,
        recu_le=encaissement.encaisse_le,
        reference=encaissement.numero,
        mois_designe=encaissement.mois or None,
        debiteur_sans_compte=commande.plafond_leve,
        baremes=baremes,
    )
    ecrire(ecriture_attente_levee(paiement, le=commande.le, baremes=baremes), uow=uow)
    return paiement
