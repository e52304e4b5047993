"""Ce que le monde voit de la proximité : identifiants, codes et instants ; jamais un texte libre."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from proximite.domain.bon_travaux import BonTravaux, BonTravauxClos, InterventionPlanifiee
from proximite.domain.caisse import MODE, Caisse
from proximite.domain.codes import jour_civil
from proximite.domain.faits_de_caisse import (
    EcartDeCaisseConstate,
    EncaissementAnnule,
    EncaissementEnregistre,
    RemiseEspecesTransportee,
)
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


class EncaissementEnregistreV1(Evenement, nom="EncaissementEnregistré", agregat="caisse"):
    """Espèces reçues à la loge. `encaisse_le` : jour civil à Paris ; `mois` : terme que le payeur désigne.

    `plafond_leve` : le débiteur a justifié à la loge qu'il n'a pas de compte de dépôt.
    """

    encaissement_id: UUID
    caisse_id: UUID
    loge: str
    residence_id: UUID
    numero: str
    bail_id: UUID
    mois: str
    montant: int
    mode: str
    encaisse_le: date
    instant: datetime
    plafond_leve: bool


class EncaissementAnnuleV1(Evenement, nom="EncaissementAnnulé", agregat="caisse"):
    """Un reçu barré le jour même : ce qu'il payait ne l'est plus. `annule_le` : jour civil à Paris."""

    encaissement_id: UUID
    caisse_id: UUID
    loge: str
    bail_id: UUID
    montant: int
    annule_le: date


class EcartDeCaisseConstateV1(Evenement, nom="ÉcartDeCaisseConstaté", agregat="caisse"):
    """`ecart` : compté moins attendu, en centimes ; négatif s'il manque de l'argent."""

    caisse_id: UUID
    numero: str
    loge: str
    ecart: int
    constate_le: date


class RemiseEspecesTransporteeV1(Evenement, nom="RemiseEspècesTransportée", agregat="caisse"):
    """Les espèces d'une caisse ont quitté la loge, sous le numéro de leur bordereau."""

    caisse_id: UUID
    loge: str
    bordereau: str
    montant: int
    transportee_le: date


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


@PUBLICATION.publie(EncaissementEnregistre, EncaissementEnregistreV1)
def encaissement(fait: EncaissementEnregistre, caisse: Caisse) -> EncaissementEnregistreV1:
    return EncaissementEnregistreV1(
        encaissement_id=fait.encaissement_id,
        caisse_id=caisse.id,
        loge=caisse.loge,
        residence_id=caisse.residence_id,
        numero=fait.numero,
        bail_id=fait.bail_id,
        mois=fait.mois,
        montant=fait.montant.centimes,
        mode=MODE,
        encaisse_le=jour_civil(fait.encaisse_le),
        instant=fait.encaisse_le,
        plafond_leve=fait.plafond_leve,
    )


@PUBLICATION.publie(EncaissementAnnule, EncaissementAnnuleV1)
def encaissement_annule(fait: EncaissementAnnule, caisse: Caisse) -> EncaissementAnnuleV1:
    return EncaissementAnnuleV1(
        encaissement_id=fait.encaissement_id,
        caisse_id=caisse.id,
        loge=caisse.loge,
        bail_id=fait.bail_id,
        montant=fait.montant.centimes,
        annule_le=jour_civil(fait.annule_le),
    )


@PUBLICATION.publie(EcartDeCaisseConstate, EcartDeCaisseConstateV1)
def ecart_de_caisse(fait: EcartDeCaisseConstate, caisse: Caisse) -> EcartDeCaisseConstateV1:
    return EcartDeCaisseConstateV1(
        caisse_id=caisse.id,
        numero=caisse.numero,
        loge=caisse.loge,
        ecart=fait.ecart.centimes,
        constate_le=fait.constate_le,
    )


@PUBLICATION.publie(RemiseEspecesTransportee, RemiseEspecesTransporteeV1)
def remise_transportee(fait: RemiseEspecesTransportee, caisse: Caisse) -> RemiseEspecesTransporteeV1:
    return RemiseEspecesTransporteeV1(
        caisse_id=caisse.id,
        loge=caisse.loge,
        bordereau=fait.bordereau,
        montant=fait.montant.centimes,
        transportee_le=fait.transportee_le,
    )
