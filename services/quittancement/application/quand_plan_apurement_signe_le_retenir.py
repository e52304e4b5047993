"""Quand un plan d'apurement est signé : ses échéances vont à son arriéré, et la dette reconnue interrompt la prescription."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from quittancement.domain.compte import Compte
from quittancement.domain.protections import PlanConnu
from quittancement.domain.termes import echues
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PlanSigne:
    bail_id: UUID
    plan: PlanConnu


def quand_plan_apurement_signe_le_retenir(commande: PlanSigne, *, uow: UniteDeTravail) -> None:
    """Un plan qui ne dit pas ses termes couvre ceux qui étaient échus et dus à sa signature. Lève Introuvable."""
    compte, plan = uow.charger(Compte, commande.bail_id, champ="bail_id"), commande.plan
    if not plan.termes:
        plan = replace(plan, termes=tuple(q.mois for q in echues(compte.quittances, au=plan.signe_le) if q.ouverte))
    compte.protections = compte.protections.signer(plan)
