"""Proposer un plan d'apurement pour tout ce qu'un dossier doit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.plans_du_dossier import exiger_sans_gel, plans_du_dossier
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.plan_apurement import PlanApurement, StatutPlan
from socle.domaine.baremes import Baremes
from socle.domaine.refus import DejaExistant, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ProposerPlan:
    id: UUID
    dossier_id: UUID
    mensualites: int
    premiere_echeance_le: date
    propose_le: date
    par: str


def proposer_plan(commande: ProposerPlan, *, uow: UniteDeTravail, baremes: Baremes) -> PlanApurement:
    """Une proposition remplace la précédente, tant que rien n'est signé.

    Lève Introuvable, DejaExistant (PLAN_EN_COURS), RegleViolee (DOSSIER_CLOS, GEL_SURENDETTEMENT : l'arriéré ne peut
    plus être payé, C. conso. L722-5), et les refus de `PlanApurement.proposer`.
    """
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="dossier_id")
    if dossier.est_clos:
        raise RegleViolee("DOSSIER_CLOS", "Le dossier d'impayé est clos.", champ="dossier_id")
    exiger_sans_gel(dossier.bail_id, au=commande.propose_le, champ="dossier_id", uow=uow)
    plans = plans_du_dossier(dossier.id, uow=uow)
    if any(plan.est_en_cours for plan in plans):
        raise DejaExistant("PLAN_EN_COURS", "Un plan signé court déjà pour ce dossier.", champ="dossier_id")
    plan = PlanApurement.proposer(
        id=commande.id,
        dossier_id=dossier.id,
        bail_id=dossier.bail_id,
        termes=dossier.termes_dus,
        nombre=commande.mensualites,
        premiere_le=commande.premiere_echeance_le,
        propose_le=commande.propose_le,
        par=commande.par,
        baremes=baremes,
    )
    for ancien in plans:
        if ancien.statut is StatutPlan.PROPOSE:
            ancien.abandonner(le=commande.propose_le)
    uow.ajouter(plan)
    return plan
