"""Enregistrer un versement du FSL, imputé aux termes que sa décision couvre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_recu
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_paiement
from quittancement.domain.paiement import Paiement
from quittancement.domain.projections import DecisionFslConnue
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import Indisponible, Introuvable, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerPaiementFsl:
    paiement_id: UUID
    dossier_fsl_id: UUID
    decision_id: str
    departement: str
    """Département du partenaire ; vide : tous."""
    montant: Montant
    verse_le: date
    reference: str


def enregistrer_paiement_fsl(commande: EnregistrerPaiementFsl, *, uow: UniteDeTravail, baremes: Baremes) -> Paiement:
    """Lève Indisponible tant que la décision n'est pas arrivée ici, RegleViolee (DECISION_DIFFERENTE, PAIEMENT_SANS_ACCORD)."""
    decision = uow.session.get(DecisionFslConnue, commande.dossier_fsl_id)
    if decision is None:
        raise Indisponible(
            "DECISION_PAS_ENCORE_CONNUE",
            "Aucune décision n'est connue pour ce dossier ; si elle vient d'être rendue, réessayez.",
            champ="dossier_fsl_id",
        )
    if commande.departement and decision.departement != commande.departement:
        raise Introuvable("DossierFsl", commande.dossier_fsl_id, champ="dossier_fsl_id")
    if decision.decision_id != commande.decision_id:
        raise RegleViolee("DECISION_DIFFERENTE", "Le versement cite une autre décision.", champ="decision_id")
    if not decision.favorable:
        raise RegleViolee("PAIEMENT_SANS_ACCORD", "Le FSL n'a pas accordé d'aide.", champ="decision_id")
    compte = uow.charger(Compte, decision.bail_id, champ="dossier_fsl_id")
    paiement = compte.enregistrer_paiement_fsl(
        paiement_id=commande.paiement_id,
        montant=commande.montant,
        verse_le=commande.verse_le,
        reference=commande.reference,
        dossier_fsl_id=commande.dossier_fsl_id,
        decision_id=commande.decision_id,
        termes_couverts=decision.termes_couverts,
        baremes=baremes,
    )
    ecrire_recu(ecriture_paiement(paiement, baremes=baremes), uow=uow)
    return paiement
