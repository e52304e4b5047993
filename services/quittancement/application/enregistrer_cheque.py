"""Recevoir un chèque : le titre est retenu, son paiement imputé sauf bonne fin (5112)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from quittancement.application.ecrire import ecrire_recu
from quittancement.application.verrou import verrouiller
from quittancement.domain.caisse.cheque import Cheque, recevoir_cheque
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_paiement
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail

_DEJA = text("SELECT 1 FROM cheque WHERE cle = :cle AND statut NOT IN ('IMPAYE', 'ANNULE')")


@dataclass(frozen=True, kw_only=True)
class EnregistrerCheque:
    """`tiers` : le tireur n'est pas le locataire."""

    cheque_id: UUID
    paiement_id: UUID
    bail_id: UUID
    tireur: str
    tiers: bool
    banque: str
    numero: str
    montant: Montant
    emis_le: date
    recu_le: date
    mois_designe: str


def enregistrer_cheque(
    commande: EnregistrerCheque, *, uow: UniteDeTravail, baremes: Baremes
) -> tuple[Cheque, Paiement]:
    """Lève Introuvable, DejaExistant (CHEQUE_DEJA_ENREGISTRE), et les refus de `recevoir_cheque` et du compte."""
    cheque = recevoir_cheque(
        id=commande.cheque_id,
        bail_id=commande.bail_id,
        paiement_id=commande.paiement_id,
        tireur=commande.tireur,
        tiers=commande.tiers,
        banque=commande.banque,
        numero=commande.numero,
        montant=commande.montant,
        emis_le=commande.emis_le,
        recu_le=commande.recu_le,
        baremes=baremes,
    )
    verrouiller(f"cheque:{cheque.cle}", uow=uow)
    if uow.session.execute(_DEJA, {"cle": cheque.cle}).first() is not None:
        raise DejaExistant(
            "CHEQUE_DEJA_ENREGISTRE", f"Le chèque {cheque.numero} de ce tireur est déjà enregistré.", champ="numero"
        )
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    paiement = compte.enregistrer_paiement(
        paiement_id=commande.paiement_id,
        montant=commande.montant,
        mode=ModePaiement.CHEQUE.value,
        recu_le=commande.recu_le,
        reference=f"n° {cheque.numero}",
        mois_designe=commande.mois_designe or None,
        baremes=baremes,
    )
    ecrire_recu(ecriture_paiement(paiement, baremes=baremes), uow=uow)
    uow.ajouter(cheque)
    return cheque, paiement
