"""Signer un plan d'apurement : les relances s'arrêtent tant qu'il est respecté."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.plans_du_dossier import exiger_sans_gel
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.plan_apurement import PlanApurement
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignerPlan:
    plan_id: UUID
    dossier_id: UUID
    signe_le: date
    piece: str
    par: str


def signer_plan(commande: SignerPlan, *, uow: UniteDeTravail) -> PlanApurement:
    """Le dossier se verrouille d'abord : une proposition et une signature simultanées se suivent.

    Lève Introuvable, RegleViolee (DOSSIER_CLOS, GEL_SURENDETTEMENT, DETTE_MODIFIEE), DonneeInvalide ou TransitionInterdite.
    """
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="plan_id")
    plan = uow.charger(PlanApurement, commande.plan_id, champ="plan_id")
    if dossier.est_clos:
        raise RegleViolee("DOSSIER_CLOS", "Le dossier d'impayé est clos.", champ="plan_id")
    exiger_sans_gel(dossier.bail_id, au=commande.signe_le, champ="plan_id", uow=uow)
    plan.signer(le=commande.signe_le, par=commande.par, piece=commande.piece, termes=dossier.termes)
    return plan
