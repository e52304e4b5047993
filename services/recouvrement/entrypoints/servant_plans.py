"""RPC des plans d'apurement : message → commande → message."""

from __future__ import annotations

from typing import Any

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.adapters import lectures, messages_plans
from recouvrement.application.proposer_plan import proposer_plan
from recouvrement.application.signer_plan import SignerPlan, signer_plan
from recouvrement.application.suivre_plans import SuivrePlans, suivre_plans
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.plan_apurement import PlanApurement
from recouvrement.domain.situation import sous_gel
from recouvrement.entrypoints import commandes
from recouvrement.entrypoints.servant_base import ServantBase
from socle.technique.identifiants import lire_id
from socle.technique.unite_de_travail import UniteDeTravail


class ServantPlans(ServantBase):
    def ProposerPlan(self, requete: recouvrement_pb2.ProposerPlanRequest, contexte: Any) -> Any:
        commande = commandes.proposition(requete, au=self._au(), par=self._par())
        return self._porte.ecrire(
            requete,
            lambda uow: self._avec_termes(uow, proposer_plan(commande, uow=uow, baremes=self._app.baremes)),
            lambda fait: recouvrement_pb2.ProposerPlanResponse(plan=self._plan(*fait)),
        )

    def SignerPlan(self, requete: recouvrement_pb2.SignerPlanRequest, contexte: Any) -> Any:
        plan_id = lire_id(requete.plan_id, champ="plan_id")
        commande = SignerPlan(
            plan_id=plan_id,
            dossier_id=self._porte.lire(lambda c: lectures.dossier_du_plan(c, plan_id)),
            signe_le=self._passee(requete.signe_le, champ="signe_le"),
            piece=requete.piece,
            par=self._par(),
        )
        return self._porte.ecrire(
            requete,
            lambda uow: self._avec_termes(uow, signer_plan(commande, uow=uow)),
            lambda fait: recouvrement_pb2.SignerPlanResponse(plan=self._plan(*fait)),
        )

    def SuivrePlans(self, requete: recouvrement_pb2.SuivrePlansRequest, contexte: Any) -> Any:
        commande = SuivrePlans(au=self._passee(requete.au, champ="au"), dossier_ids=self._porte.lire(lectures.ouverts))
        return self._porte.ecrire(
            requete,
            lambda uow: suivre_plans(commande, uow=uow, baremes=self._app.baremes),
            lambda changes: recouvrement_pb2.SuivrePlansResponse(changes=changes),
        )

    def ListPlans(self, requete: recouvrement_pb2.ListPlansRequest, contexte: Any) -> Any:
        dossier_id = lire_id(requete.dossier_id, champ="dossier_id")
        au, _ = self._jour_lu(requete.au)

        def lire(connexion: Any) -> list[recouvrement_pb2.PlanApurement]:
            dossier = lectures.dossier(connexion, dossier_id, suivis_par=self._porte.suivis_par)
            gele = sous_gel(lectures.situations_du_bail(connexion, dossier.bail_id), au)
            return [
                messages_plans.plan(plan, dossier.termes, au=au, baremes=self._app.baremes, gele=gele)
                for plan in lectures.plans_du_dossier(connexion, dossier_id)
            ]

        return recouvrement_pb2.ListPlansResponse(plans=self._porte.lire(lire))

    def _avec_termes(self, uow: UniteDeTravail, plan: PlanApurement) -> tuple[PlanApurement, Any]:
        return plan, uow.charger(DossierImpaye, plan.dossier_id, champ="plan_id").termes

    def _plan(self, plan: PlanApurement, termes: Any) -> recouvrement_pb2.PlanApurement:
        return messages_plans.plan(plan, termes, au=self._au(), baremes=self._app.baremes)
