"""Enregistrer la décision rendue par le FSL du département."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from recouvrement.domain.decision_fsl import DecisionFsl
from recouvrement.domain.dossier_fsl import DossierFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerDecisionFsl:
    dossier_fsl_id: UUID
    departement: str
    """Département du partenaire ; vide : tous (appel interne)."""
    decision: DecisionFsl


def enregistrer_decision_fsl(commande: EnregistrerDecisionFsl, *, uow: UniteDeTravail) -> DossierFsl:
    """Un FSL ne voit que son département : le dossier d'un autre est introuvable. Lève les refus de `recevoir_decision`."""
    fsl = uow.charger(DossierFsl, commande.dossier_fsl_id, champ="dossier_fsl_id")
    if commande.departement and fsl.departement != commande.departement:
        raise Introuvable("DossierFsl", commande.dossier_fsl_id, champ="dossier_fsl_id")
    fsl.recevoir_decision(commande.decision)
    if fsl.est_termine:
        uow.charger(DossierImpaye, fsl.dossier_impaye_id, champ="dossier_id").terminer_fsl(fsl.id)
    return fsl
