"""Ce que le monde voit de la proximité : identifiants, codes et instants ; jamais un texte libre."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from proximite.domain.bon_travaux import BonTravaux, BonTravauxClos, InterventionPlanifiee
from proximite.domain.codes import jour_civil
from proximite.domain.reclamation import Reclamation, ReclamationOuverte, ReclamationQualifiee, ReclamationResolue
from proximite.domain.urgence import Urgence, UrgenceDeclaree
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("proximite")


class ReclamationOuverteV1(Evenement, nom="RéclamationOuverte", agregat="reclamation"):
    reclamation_id: UUID
    numero: str
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    categorie: str
    ouverte_le: datetime


class ReclamationQualifieeV1(Evenement, nom="RéclamationQualifiée", agregat="reclamation"):
    """Échéances en UTC."""

    reclamation_id: UUID
    bail_id: UUID
    residence_id: UUID
    urgence: str
    imputation: str
    accuse_avant: datetime
    reponse_avant: datetime
    resolution_avant: datetime


class ReclamationResolueV1(Evenement, nom="RéclamationRésolue", agregat="reclamation"):
    reclamation_id: UUID
    bail_id: UUID
    resolue_le: datetime
    dans_les_delais: bool


class InterventionPlanifieeV1(Evenement, nom="InterventionPlanifiée", agregat="bon_travaux"):
    """`prevu_le` : jour civil à Paris ; `debut` et `fin` : le créneau, dont la fin peut ne pas être convenue."""

    bon_id: UUID
    reclamation_id: UUID
    residence_id: UUID
    prevu_le: date
    debut: datetime | None = None
    fin: datetime | None = None


class BonTravauxClosV1(Evenement, nom="BonTravauxClos", agregat="bon_travaux"):
    bon_id: UUID
    reclamation_id: UUID
    termine_le: datetime


class UrgenceDeclareeV1(Evenement, nom="UrgenceDéclarée", agregat="urgence"):
    urgence_id: UUID
    numero: str
    residence_id: UUID
    type: str
    signalee_le: datetime


@PUBLICATION.publie(ReclamationOuverte, ReclamationOuverteV1)
def ouverte(fait: ReclamationOuverte, reclamation: Reclamation) -> ReclamationOuverteV1:
    return ReclamationOuverteV1(
        reclamation_id=reclamation.id,
        numero=reclamation.numero,
        bail_id=reclamation.bail_id,
        logement_id=reclamation.logement_id,
        residence_id=reclamation.residence_id,
        categorie=reclamation.categorie.code,
        ouverte_le=fait.ouverte_le,
    )


@PUBLICATION.publie(ReclamationQualifiee, ReclamationQualifieeV1)
def qualifiee(fait: ReclamationQualifiee, reclamation: Reclamation) -> ReclamationQualifieeV1:
    return ReclamationQualifieeV1(
        reclamation_id=reclamation.id,
        bail_id=reclamation.bail_id,
        residence_id=reclamation.residence_id,
        urgence=fait.urgence.value,
        imputation=fait.imputation.value,
        accuse_avant=fait.accuse_avant,
        reponse_avant=fait.reponse_avant,
        resolution_avant=fait.resolution_avant,
    )


@PUBLICATION.publie(ReclamationResolue, ReclamationResolueV1)
def resolue(fait: ReclamationResolue, reclamation: Reclamation) -> ReclamationResolueV1:
    return ReclamationResolueV1(
        reclamation_id=reclamation.id,
        bail_id=reclamation.bail_id,
        resolue_le=fait.resolue_le,
        dans_les_delais=fait.dans_les_delais,
    )


@PUBLICATION.publie(InterventionPlanifiee, InterventionPlanifieeV1)
def planifiee(fait: InterventionPlanifiee, bon: BonTravaux) -> InterventionPlanifieeV1:
    return InterventionPlanifieeV1(
        bon_id=bon.id,
        reclamation_id=bon.reclamation_id,
        residence_id=bon.residence_id,
        prevu_le=jour_civil(fait.prevu_le),
        debut=fait.prevu_le,
        fin=fait.prevu_fin,
    )


@PUBLICATION.publie(BonTravauxClos, BonTravauxClosV1)
def bon_clos(fait: BonTravauxClos, bon: BonTravaux) -> BonTravauxClosV1:
    return BonTravauxClosV1(bon_id=bon.id, reclamation_id=bon.reclamation_id, termine_le=fait.termine_le)


@PUBLICATION.publie(UrgenceDeclaree, UrgenceDeclareeV1)
def urgence_declaree(fait: UrgenceDeclaree, urgence: Urgence) -> UrgenceDeclareeV1:
    return UrgenceDeclareeV1(
        urgence_id=urgence.id,
        numero=urgence.numero,
        residence_id=urgence.residence_id,
        type=fait.type.value,
        signalee_le=fait.signalee_le,
    )
