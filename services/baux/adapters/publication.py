"""Ce que le monde voit des baux : identifiants, codes, dates et montants ; jamais un nom."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from baux.domain.faits import BailActive, BailAnnule, BailClos, BailSigne, CongeRecu, EtatDesLieuxSigne
from baux.domain.patrimoine import Logement, LogementDisponible
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("baux")


class LogementDisponibleV1(Evenement, nom="LogementDisponible", agregat="logement"):
    """Un logement peut être proposé. Surfaces en dm², montants mensuels en centimes."""

    logement_id: UUID
    residence_id: UUID
    reference: str
    typologie: str
    nombre_pieces: int
    surface_habitable_dm2: int
    etage: int
    accessible_pmr: bool
    financement: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool
    loyer_principal: int
    provision_charges: int
    disponible_le: date
    contingent: str


class BailSigneV1(Evenement, nom="BailSigné", agregat="bail"):
    """Toutes les parties ont signé. Montants en centimes."""

    bail_id: UUID
    reference: str
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    demande_id: UUID
    offre_id: UUID
    date_effet: date
    signe_le: date
    loyer_principal: int
    loyer_maximum: int
    provision_charges: int
    depot_garantie: int
    mode_prorata: str
    terme: str
    zone: str
    financement: str


class EtatDesLieuxSigneV1(Evenement, nom="ÉtatDesLieuxSigné", agregat="bail"):
    bail_id: UUID
    logement_id: UUID
    sens: str
    signe_le: date


class BailActiveV1(Evenement, nom="BailActivé", agregat="bail"):
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    active_le: date
    date_effet: date


class BailAnnuleV1(Evenement, nom="BailAnnulé", agregat="bail"):
    """Le bail n'ira pas à son effet. `signe` : il l'était ; `a_refaire` : un autre suivra pour le même candidat."""

    bail_id: UUID
    logement_id: UUID
    locataire_id: UUID
    demande_id: UUID
    offre_id: UUID
    annule_le: date
    motif: str
    signe: bool
    a_refaire: bool


class CongeRecuV1(Evenement, nom="CongéReçu", agregat="bail"):
    """Le préavis court ; ni la forme ni le motif ne sortent. `fin_le` : dernier jour du préavis."""

    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    recu_le: date
    preavis_mois: int
    fin_le: date


class BailClosV1(Evenement, nom="BailClos", agregat="bail"):
    """Le décompte est soldé. `fin_le` : dernier jour du préavis, ou de la présence s'il est plus tardif."""

    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    fin_le: date
    clos_le: date


@PUBLICATION.publie(LogementDisponible, LogementDisponibleV1)
def logement_disponible(fait: LogementDisponible, logement: Logement) -> LogementDisponibleV1:
    return LogementDisponibleV1(
        logement_id=logement.id,
        residence_id=logement.residence_id,
        reference=logement.reference,
        typologie=logement.typologie,
        nombre_pieces=logement.nombre_pieces,
        surface_habitable_dm2=logement.surface_habitable_dm2,
        etage=logement.etage,
        accessible_pmr=logement.accessible_pmr,
        financement=logement.financement,
        code_insee=fait.code_insee,
        zone=fait.zone,
        zone_abc=fait.zone_abc,
        quartier_prioritaire=fait.quartier_prioritaire,
        loyer_principal=logement.loyer_principal.centimes,
        provision_charges=logement.provision_charges.centimes,
        disponible_le=fait.disponible_le,
        contingent=fait.contingent,
    )


@PUBLICATION.publie(BailSigne, BailSigneV1)
def bail_signe(fait: BailSigne, bail: Bail) -> BailSigneV1:
    return BailSigneV1(
        bail_id=bail.id,
        reference=bail.reference,
        logement_id=bail.logement_id,
        residence_id=bail.residence_id,
        locataire_id=bail.locataire_id,
        demande_id=bail.demande_id,
        offre_id=bail.offre_id,
        date_effet=bail.date_effet,
        signe_le=fait.signe_le,
        loyer_principal=bail.loyer_principal.centimes,
        loyer_maximum=bail.loyer_maximum.centimes,
        provision_charges=bail.provision_charges.centimes,
        depot_garantie=bail.depot_garantie.centimes,
        mode_prorata=bail.mode_prorata.value,
        terme=bail.terme.value,
        zone=bail.zone,
        financement=bail.financement,
    )


@PUBLICATION.publie(EtatDesLieuxSigne, EtatDesLieuxSigneV1)
def etat_des_lieux_signe(fait: EtatDesLieuxSigne, bail: Bail) -> EtatDesLieuxSigneV1:
    return EtatDesLieuxSigneV1(bail_id=bail.id, logement_id=bail.logement_id, sens=fait.sens, signe_le=fait.signe_le)


@PUBLICATION.publie(BailActive, BailActiveV1)
def bail_active(fait: BailActive, bail: Bail) -> BailActiveV1:
    return BailActiveV1(
        bail_id=bail.id,
        logement_id=bail.logement_id,
        residence_id=bail.residence_id,
        locataire_id=bail.locataire_id,
        active_le=fait.active_le,
        date_effet=bail.date_effet,
    )


@PUBLICATION.publie(BailAnnule, BailAnnuleV1)
def bail_annule(fait: BailAnnule, bail: Bail) -> BailAnnuleV1:
    return BailAnnuleV1(
        bail_id=bail.id,
        logement_id=bail.logement_id,
        locataire_id=bail.locataire_id,
        demande_id=bail.demande_id,
        offre_id=bail.offre_id,
        annule_le=fait.annule_le,
        motif=fait.motif.value,
        signe=fait.signe,
        a_refaire=fait.a_refaire,
    )


@PUBLICATION.publie(CongeRecu, CongeRecuV1)
def conge_recu(fait: CongeRecu, bail: Bail) -> CongeRecuV1:
    return CongeRecuV1(
        bail_id=bail.id,
        logement_id=bail.logement_id,
        residence_id=bail.residence_id,
        locataire_id=bail.locataire_id,
        recu_le=fait.recu_le,
        preavis_mois=fait.preavis_mois,
        fin_le=fait.fin_le,
    )


@PUBLICATION.publie(BailClos, BailClosV1)
def bail_clos(fait: BailClos, bail: Bail) -> BailClosV1:
    return BailClosV1(
        bail_id=bail.id,
        logement_id=bail.logement_id,
        residence_id=bail.residence_id,
        locataire_id=bail.locataire_id,
        fin_le=fait.fin_le,
        clos_le=fait.clos_le,
    )
