"""Ce que le monde voit du recouvrement : identifiants, codes, dates et montants."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from recouvrement.domain.dossier_fsl import DecisionFslRecue, DossierFsl, DossierFslDepose
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.faits_dossier import (
    DossierImpayeClos,
    DossierImpayeOuvert,
    ImpayeSignaleCaf,
    OrientationSocialeDemandee,
    RelanceEnvoyee,
)
from recouvrement.domain.plan_apurement import PlanApurement, PlanApurementRompu, PlanApurementSigne
from recouvrement.domain.situation import SituationDebiteur, SurendettementLeve, SurendettementRecevable
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("recouvrement")


class DossierImpayeOuvertV1(Evenement, nom="DossierImpayéOuvert", agregat="dossier_impaye"):
    """Montant en centimes."""

    dossier_id: UUID
    bail_id: UUID
    ouvert_le: date
    dette: int


class RelanceEnvoyeeV1(Evenement, nom="RelanceEnvoyée", agregat="dossier_impaye"):
    dossier_id: UUID
    bail_id: UUID
    etape: str
    canal: str
    modele: str
    envoyee_le: date


class OrientationSocialeDemandeeV1(Evenement, nom="OrientationSocialeDemandée", agregat="dossier_impaye"):
    dossier_id: UUID
    bail_id: UUID
    motif: str
    oriente_le: date
    menage_informe: bool


class ImpayeSignaleCafV1(Evenement, nom="ImpayéSignaléCAF", agregat="dossier_impaye"):
    """Montant en centimes ; `avant_le` : dernier jour utile, s'il est connu (CCH R824-4)."""

    dossier_id: UUID
    bail_id: UUID
    organisme: str
    constitue_le: date
    signale_le: date
    avant_le: date | None
    regime: str
    dette: int


class DossierImpayeClosV1(Evenement, nom="DossierImpayéClos", agregat="dossier_impaye"):
    dossier_id: UUID
    bail_id: UUID
    clos_le: date
    motif: str


class DossierFslDeposeV1(Evenement, nom="DossierFSLDéposé", agregat="dossier_fsl"):
    """Montant en centimes."""

    dossier_fsl_id: UUID
    dossier_id: UUID
    bail_id: UUID
    departement: str
    depose_le: date
    dette_certifiee: int


class DecisionFslRecueV1(Evenement, nom="DécisionFSLReçue", agregat="dossier_fsl"):
    """Montant en centimes ; termes en AAAA-MM."""

    dossier_fsl_id: UUID
    dossier_id: UUID
    bail_id: UUID
    departement: str
    decision_id: str
    sens: str
    aide: str
    montant: int
    termes_couverts: list[str]
    date_commission: date


class PlanApurementSigneV1(Evenement, nom="PlanApurementSigné", agregat="plan_apurement"):
    """Montant en centimes. `termes` : mois (AAAA-MM) dont la dette est échelonnée."""

    plan_id: UUID
    dossier_id: UUID
    bail_id: UUID
    signe_le: date
    dette: int
    mensualites: int
    premiere_le: date
    derniere_le: date
    termes: list[str]


class PlanApurementRompuV1(Evenement, nom="PlanApurementRompu", agregat="plan_apurement"):
    """Montant en centimes : ce qui reste de la dette du plan, redevenue exigible en entier."""

    plan_id: UUID
    dossier_id: UUID
    bail_id: UUID
    rompu_le: date
    echeances_en_retard: int
    reste: int


class SurendettementRecevableV1(Evenement, nom="SurendettementRecevable", agregat="situation_debiteur"):
    """L'arriéré né avant cette date ne peut plus être payé ni réclamé (C. conso. L722-2 et L722-5).

    `autres_baux` : les autres baux de la personne, que la recevabilité vise aussi.
    """

    situation_id: UUID
    bail_id: UUID
    recevable_le: date
    autres_baux: list[UUID] = []


class SurendettementLeveV1(Evenement, nom="SurendettementLevé", agregat="situation_debiteur"):
    """L'interdiction de payer l'arriéré finit ce jour-là ; le jour de la recevabilité, elle n'a jamais valu."""

    situation_id: UUID
    bail_id: UUID
    recevable_le: date
    leve_le: date
    autres_baux: list[UUID] = []


@PUBLICATION.publie(DossierImpayeOuvert, DossierImpayeOuvertV1)
def dossier_ouvert(fait: DossierImpayeOuvert, dossier: DossierImpaye) -> DossierImpayeOuvertV1:
    return DossierImpayeOuvertV1(
        dossier_id=dossier.id, bail_id=dossier.bail_id, ouvert_le=fait.ouvert_le, dette=fait.dette.centimes
    )


@PUBLICATION.publie(RelanceEnvoyee, RelanceEnvoyeeV1)
def relance_envoyee(fait: RelanceEnvoyee, dossier: DossierImpaye) -> RelanceEnvoyeeV1:
    return RelanceEnvoyeeV1(dossier_id=dossier.id, bail_id=dossier.bail_id, **vars(fait))


@PUBLICATION.publie(OrientationSocialeDemandee, OrientationSocialeDemandeeV1)
def orientation_demandee(fait: OrientationSocialeDemandee, dossier: DossierImpaye) -> OrientationSocialeDemandeeV1:
    return OrientationSocialeDemandeeV1(dossier_id=dossier.id, bail_id=dossier.bail_id, **vars(fait))


@PUBLICATION.publie(ImpayeSignaleCaf, ImpayeSignaleCafV1)
def impaye_signale(fait: ImpayeSignaleCaf, dossier: DossierImpaye) -> ImpayeSignaleCafV1:
    return ImpayeSignaleCafV1(
        dossier_id=dossier.id,
        bail_id=dossier.bail_id,
        organisme=fait.organisme,
        constitue_le=fait.constitue_le,
        signale_le=fait.signale_le,
        avant_le=fait.avant_le,
        regime=fait.regime,
        dette=fait.dette.centimes,
    )


@PUBLICATION.publie(DossierImpayeClos, DossierImpayeClosV1)
def dossier_clos(fait: DossierImpayeClos, dossier: DossierImpaye) -> DossierImpayeClosV1:
    return DossierImpayeClosV1(dossier_id=dossier.id, bail_id=dossier.bail_id, **vars(fait))


@PUBLICATION.publie(DossierFslDepose, DossierFslDeposeV1)
def fsl_depose(fait: DossierFslDepose, fsl: DossierFsl) -> DossierFslDeposeV1:
    return DossierFslDeposeV1(
        dossier_fsl_id=fsl.id,
        dossier_id=fsl.dossier_impaye_id,
        bail_id=fsl.bail_id,
        departement=fait.departement,
        depose_le=fait.depose_le,
        dette_certifiee=fait.dette_certifiee.centimes,
    )


@PUBLICATION.publie(DecisionFslRecue, DecisionFslRecueV1)
def decision_recue(fait: DecisionFslRecue, fsl: DossierFsl) -> DecisionFslRecueV1:
    return DecisionFslRecueV1(
        dossier_fsl_id=fsl.id,
        dossier_id=fsl.dossier_impaye_id,
        bail_id=fsl.bail_id,
        departement=fsl.departement,
        decision_id=fait.decision_id,
        sens=fait.sens,
        aide=fait.aide,
        montant=fait.montant.centimes,
        termes_couverts=list(fait.termes_couverts),
        date_commission=fait.date_commission,
    )


@PUBLICATION.publie(SurendettementRecevable, SurendettementRecevableV1)
def surendettement_recevable(fait: SurendettementRecevable, situation: SituationDebiteur) -> SurendettementRecevableV1:
    return SurendettementRecevableV1(
        situation_id=situation.id,
        bail_id=situation.bail_id,
        recevable_le=fait.recevable_le,
        autres_baux=situation.autres_baux,
    )


@PUBLICATION.publie(SurendettementLeve, SurendettementLeveV1)
def surendettement_leve(fait: SurendettementLeve, situation: SituationDebiteur) -> SurendettementLeveV1:
    return SurendettementLeveV1(
        situation_id=situation.id,
        bail_id=situation.bail_id,
        recevable_le=fait.recevable_le,
        leve_le=fait.leve_le,
        autres_baux=situation.autres_baux,
    )


@PUBLICATION.publie(PlanApurementSigne, PlanApurementSigneV1)
def plan_signe(fait: PlanApurementSigne, plan: PlanApurement) -> PlanApurementSigneV1:
    return PlanApurementSigneV1(
        plan_id=plan.id,
        dossier_id=plan.dossier_id,
        bail_id=plan.bail_id,
        signe_le=fait.signe_le,
        dette=fait.dette.centimes,
        mensualites=fait.mensualites,
        premiere_le=plan.mensualites[0].a_payer_le,
        derniere_le=fait.derniere_le,
        termes=list(fait.termes),
    )


@PUBLICATION.publie(PlanApurementRompu, PlanApurementRompuV1)
def plan_rompu(fait: PlanApurementRompu, plan: PlanApurement) -> PlanApurementRompuV1:
    return PlanApurementRompuV1(
        plan_id=plan.id,
        dossier_id=plan.dossier_id,
        bail_id=plan.bail_id,
        rompu_le=fait.rompu_le,
        echeances_en_retard=fait.echeances_en_retard,
        reste=fait.reste.centimes,
    )
