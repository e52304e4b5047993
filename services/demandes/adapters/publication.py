"""Ce que le monde voit des demandes : identifiants, codes et dates ; ni nom, ni revenu."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from demandes.domain.demande import Demande, DemandeEnregistree, DemandeRadiee, DossierComplete
from demandes.domain.offre import AttributionDecidee, CandidatsProposes, Offre, PropositionAcceptee, PropositionRefusee
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("demandes")


class DemandeEnregistreeV1(Evenement, nom="DemandeEnregistrée", agregat="demande"):
    demande_id: UUID
    deposee_le: date
    typologies: list[str]
    communes: list[str]
    nombre_personnes: int


class DossierCompleteV1(Evenement, nom="DossierComplété", agregat="demande"):
    demande_id: UUID
    complet_le: date


class DemandeRadieeV1(Evenement, nom="DemandeRadiée", agregat="demande"):
    demande_id: UUID
    motif: str
    radiee_le: date


class CandidatsProposesV1(Evenement, nom="CandidatsProposés", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    demande_ids: list[UUID]
    seance_le: date


class Decision(BaseModel):
    demande_id: UUID
    decision: str
    rang: int
    motif: str


class AttributionDecideeV1(Evenement, nom="AttributionDécidée", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    decide_le: date
    decisions: list[Decision]


class PropositionAccepteeV1(Evenement, nom="PropositionAcceptée", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    accepte_le: date


class PropositionRefuseeV1(Evenement, nom="PropositionRefusée", agregat="offre"):
    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    refuse_le: date
    motif: str


@PUBLICATION.publie(DemandeEnregistree, DemandeEnregistreeV1)
def enregistree(fait: DemandeEnregistree, demande: Demande) -> DemandeEnregistreeV1:
    return DemandeEnregistreeV1(
        demande_id=demande.id,
        deposee_le=fait.deposee_le,
        typologies=demande.typologies,
        communes=demande.communes,
        nombre_personnes=len(demande.personnes),
    )


@PUBLICATION.publie(DossierComplete, DossierCompleteV1)
def complete(fait: DossierComplete, demande: Demande) -> DossierCompleteV1:
    return DossierCompleteV1(demande_id=demande.id, complet_le=fait.complet_le)


@PUBLICATION.publie(DemandeRadiee, DemandeRadieeV1)
def radiee(fait: DemandeRadiee, demande: Demande) -> DemandeRadieeV1:
    return DemandeRadieeV1(demande_id=demande.id, motif=fait.motif.value, radiee_le=fait.radiee_le)


@PUBLICATION.publie(CandidatsProposes, CandidatsProposesV1)
def proposes(fait: CandidatsProposes, offre: Offre) -> CandidatsProposesV1:
    return CandidatsProposesV1(
        offre_id=offre.id,
        logement_id=offre.logement_id,
        demande_ids=list(fait.demande_ids),
        seance_le=fait.seance_le,
    )


@PUBLICATION.publie(AttributionDecidee, AttributionDecideeV1)
def decidee(fait: AttributionDecidee, offre: Offre) -> AttributionDecideeV1:
    return AttributionDecideeV1(
        offre_id=offre.id,
        logement_id=offre.logement_id,
        decide_le=fait.decide_le,
        decisions=[
            Decision(demande_id=d.demande_id, decision=d.sens.value, rang=d.rang, motif=d.motif) for d in fait.decisions
        ],
    )


@PUBLICATION.publie(PropositionAcceptee, PropositionAccepteeV1)
def acceptee(fait: PropositionAcceptee, offre: Offre) -> PropositionAccepteeV1:
    return PropositionAccepteeV1(
        offre_id=offre.id, logement_id=offre.logement_id, demande_id=fait.demande_id, accepte_le=fait.accepte_le
    )


@PUBLICATION.publie(PropositionRefusee, PropositionRefuseeV1)
def refusee(fait: PropositionRefusee, offre: Offre) -> PropositionRefuseeV1:
    return PropositionRefuseeV1(
        offre_id=offre.id,
        logement_id=offre.logement_id,
        demande_id=fait.demande_id,
        refuse_le=fait.refuse_le,
        motif=fait.motif,
    )
