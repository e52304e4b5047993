"""Les faits que le quittancement reçoit, tels qu'il les lit : de chacun, les seuls champs dont il se sert."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from socle.technique.evenements import EvenementRecu


class BailSigne(EvenementRecu, source="baux", nom="BailSigné", agregat="bail"):
    bail_id: UUID
    reference: str
    date_effet: date
    loyer_principal: int
    provision_charges: int
    mode_prorata: str
    terme: str
    zone: str


class BailActive(EvenementRecu, source="baux", nom="BailActivé", agregat="bail"):
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    date_effet: date


class BailAnnule(EvenementRecu, source="baux", nom="BailAnnulé", agregat="bail"):
    bail_id: UUID
    signe: bool


class CongeRecuDesBaux(EvenementRecu, source="baux", nom="CongéReçu", agregat="bail"):
    bail_id: UUID
    fin_le: date


class BailClos(EvenementRecu, source="baux", nom="BailClos", agregat="bail"):
    bail_id: UUID
    fin_le: date


class EtatDesLieuxSigne(EvenementRecu, source="baux", nom="ÉtatDesLieuxSigné", agregat="bail"):
    bail_id: UUID
    sens: str
    signe_le: date


class LogementDisponible(EvenementRecu, source="baux", nom="LogementDisponible", agregat="logement"):
    logement_id: UUID
    residence_id: UUID
    typologie: str
    surface_habitable_dm2: int


class DecisionFslRecue(EvenementRecu, source="recouvrement", nom="DécisionFSLReçue", agregat="dossier_fsl"):
    dossier_fsl_id: UUID
    bail_id: UUID
    departement: str
    decision_id: str
    sens: str
    montant: int
    termes_couverts: list[str]


class SurendettementRecevable(
    EvenementRecu, source="recouvrement", nom="SurendettementRecevable", agregat="situation_debiteur"
):
    """`autres_baux` manque aux faits publiés avant lui : ils ne visent que leur bail."""

    situation_id: UUID
    bail_id: UUID
    recevable_le: date
    autres_baux: list[UUID] = []


class SurendettementLeve(EvenementRecu, source="recouvrement", nom="SurendettementLevé", agregat="situation_debiteur"):
    situation_id: UUID
    bail_id: UUID
    recevable_le: date
    leve_le: date
    autres_baux: list[UUID] = []


class PlanApurementSigne(EvenementRecu, source="recouvrement", nom="PlanApurementSigné", agregat="plan_apurement"):
    """Les champs facultatifs manquent aux plans publiés avant eux.

    Sans `termes`, les mois échus à la signature en tiennent lieu ; sans `premiere_le`, elle se déduit de la dernière, au
    quantième près.
    """

    plan_id: UUID
    bail_id: UUID
    signe_le: date
    dette: int
    mensualites: int
    derniere_le: date
    termes: list[str] = []
    premiere_le: date | None = None


class PlanApurementRompu(EvenementRecu, source="recouvrement", nom="PlanApurementRompu", agregat="plan_apurement"):
    plan_id: UUID
    bail_id: UUID
    rompu_le: date


class AccompagnementOuvert(EvenementRecu, source="social", nom="AccompagnementOuvert", agregat="dossier_social"):
    bail_id: UUID
    referent: str


class AccompagnementClos(EvenementRecu, source="social", nom="AccompagnementClos", agregat="dossier_social"):
    bail_id: UUID


class EncaissementEnregistre(EvenementRecu, source="proximite", nom="EncaissementEnregistré", agregat="caisse"):
    encaissement_id: UUID
    caisse_id: UUID
    loge: str
    numero: str
    bail_id: UUID
    mois: str
    montant: int
    encaisse_le: date
    plafond_leve: bool


class EncaissementAnnule(EvenementRecu, source="proximite", nom="EncaissementAnnulé", agregat="caisse"):
    encaissement_id: UUID
    annule_le: date


class EcartDeCaisseConstate(EvenementRecu, source="proximite", nom="ÉcartDeCaisseConstaté", agregat="caisse"):
    caisse_id: UUID
    numero: str
    loge: str
    ecart: int
    constate_le: date


class RemiseEspecesTransportee(EvenementRecu, source="proximite", nom="RemiseEspècesTransportée", agregat="caisse"):
    caisse_id: UUID
    loge: str
    bordereau: str
    montant: int
    transportee_le: date
