"""Messages → commandes : dates passées, codes, montants. Chaque lecture lève le refus qui nomme son champ."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from logis.recouvrement.v1 import recouvrement_pb2
from recouvrement.application.deposer_dossier_fsl import DeposerDossierFsl
from recouvrement.application.lever_situation import LeverSituation
from recouvrement.application.proposer_plan import ProposerPlan
from recouvrement.application.qualifier_impaye import QualifierImpaye
from recouvrement.application.signaler_impaye_caf import SignalerImpayeCaf
from recouvrement.application.signaler_situation import SignalerSituation
from recouvrement.domain.arrets import Arret
from recouvrement.domain.caf import OrganismePayeur
from recouvrement.domain.decision_fsl import AideFsl, DecisionFsl, SensDecision
from recouvrement.domain.depot_fsl import TermeDu
from recouvrement.domain.qualification import Qualification, Segment
from recouvrement.domain.score import Indices
from socle.domaine.explication import Reponse
from socle.domaine.periodes import Mois, lire_date
from socle.domaine.refus import DonneeInvalide
from socle.technique.identifiants import lire_id, nouvel_id
from socle.technique.rpc.messages import lire_code, lire_date_facultative, lire_date_passee, lire_montant


def depot_fsl(requete: recouvrement_pb2.DeposerDossierFslRequest, *, au: date) -> DeposerDossierFsl:
    return DeposerDossierFsl(
        id=nouvel_id(),
        dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
        departement=requete.departement,
        depose_le=lire_date_passee(requete.depose_le, champ="depose_le", au=au),
        termes=[
            TermeDu(mois=str(Mois.lire(t.mois, champ="termes.mois")), du=lire_montant(t.du, champ="termes.du"))
            for t in requete.termes
        ],
        pieces=list(requete.pieces),
        consentement_le=lire_date_passee(requete.consentement_le, champ="consentement_le", au=au)
        if requete.consentement_le
        else None,
        termes_repris=requete.termes_repris,
    )


def decision_fsl(decision: recouvrement_pb2.DecisionFsl, *, au: date) -> DecisionFsl:
    return DecisionFsl(
        decision_id=decision.decision_id,
        sens=lire_code(SensDecision, decision.sens, champ="decision.sens"),
        date_commission=lire_date_passee(decision.date_commission, champ="decision.date_commission", au=au),
        aide=lire_code(AideFsl, decision.aide, champ="decision.aide"),
        montant=lire_montant(decision.montant, champ="decision.montant"),
        termes_couverts=[str(Mois.lire(m, champ="decision.termes_couverts")) for m in decision.termes_couverts],
        motif=decision.motif,
    )


def qualification(requete: recouvrement_pb2.QualifierImpayeRequest, *, au: date, par: str) -> QualifierImpaye:
    return QualifierImpaye(
        dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
        constat=Qualification(
            qualifie_le=lire_date_passee(requete.qualifie_le, champ="qualifie_le", au=au),
            par=par,
            segment=lire_code(Segment, requete.segment, champ="segment") if requete.segment else None,
            contact_etabli=lire_code(Reponse, requete.contact_etabli or "INCONNU", champ="contact_etabli"),
            garant=lire_code(Reponse, requete.garant or "INCONNU", champ="garant"),
        ),
    )


def proposition(requete: recouvrement_pb2.ProposerPlanRequest, *, au: date, par: str) -> ProposerPlan:
    return ProposerPlan(
        id=nouvel_id(),
        dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
        mensualites=requete.mensualites,
        premiere_echeance_le=lire_date(requete.premiere_echeance_le, champ="premiere_echeance_le"),
        propose_le=lire_date_passee(requete.propose_le, champ="propose_le", au=au),
        par=par,
    )


def signalement(requete: recouvrement_pb2.SignalerSituationRequest, *, au: date, par: str) -> SignalerSituation:
    return SignalerSituation(
        id=nouvel_id(),
        bail_id=lire_id(requete.bail_id, champ="bail_id"),
        nature=lire_code(Arret, requete.nature, champ="nature"),
        effet_le=lire_date_passee(requete.effet_le, champ="effet_le", au=au),
        fin_le=lire_date_facultative(requete.fin_le, champ="fin_le"),
        piece=requete.piece,
        par=par,
    )


def levee(requete: recouvrement_pb2.LeverSituationRequest, *, au: date, par: str) -> LeverSituation:
    return LeverSituation(
        situation_id=lire_id(requete.situation_id, champ="situation_id"),
        levee_le=lire_date_passee(requete.levee_le, champ="levee_le", au=au),
        piece=requete.piece,
        par=par,
    )


def signalement_caf(requete: recouvrement_pb2.SignalerImpayeCafRequest, *, au: date, par: str) -> SignalerImpayeCaf:
    return SignalerImpayeCaf(
        dossier_id=lire_id(requete.dossier_id, champ="dossier_id"),
        organisme=lire_code(OrganismePayeur, requete.organisme, champ="organisme"),
        signale_le=lire_date_passee(requete.signale_le, champ="signale_le", au=au),
        piece=requete.piece,
        par=par,
    )


def indices(requete: recouvrement_pb2.GetScoreDossierRequest, *, premier_incident: bool) -> Indices:
    """Ce que l'appelant a donné ; un champ absent est inconnu. Lève DonneeInvalide (VALEUR_NEGATIVE)."""
    taux = _positif(requete, "taux_effort_pour_10000")
    return Indices(
        dette_en_hausse=_donne(requete, "dette_en_hausse"),
        prelevements_rejetes=_positif(requete, "prelevements_rejetes"),
        aide_en_baisse=_donne(requete, "aide_en_baisse"),
        premier_incident=premier_incident,
        taux_effort=None if taux is None else Fraction(taux, 10_000),
    )


def _donne(requete: Any, champ: str) -> Any:
    return getattr(requete, champ) if requete.HasField(champ) else None


def _positif(requete: Any, champ: str) -> int | None:
    valeur: int | None = _donne(requete, champ)
    if valeur is not None and valeur < 0:
        raise DonneeInvalide("VALEUR_NEGATIVE", "Une valeur positive ou nulle est attendue.", champ=champ)
    return valeur
