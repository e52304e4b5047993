"""Ce que le monde voit du social : qu'un accompagnement existe et où il en est ; jamais pourquoi."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from social.domain.dossier_social import (
    AccompagnementClos,
    AccompagnementOuvert,
    DossierSocial,
    StatutAccompagnementModifie,
)
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("social")


class AccompagnementOuvertV1(Evenement, nom="AccompagnementOuvert", agregat="dossier_social"):
    """`referent` est un identifiant d'agent."""

    dossier_id: UUID
    bail_id: UUID
    referent: str
    ouvert_le: date


class StatutAccompagnementModifieV1(Evenement, nom="StatutAccompagnementModifié", agregat="dossier_social"):
    bail_id: UUID
    statut: str
    depuis_le: date
    referent: str


class AccompagnementClosV1(Evenement, nom="AccompagnementClos", agregat="dossier_social"):
    dossier_id: UUID
    bail_id: UUID
    clos_le: date


@PUBLICATION.publie(AccompagnementOuvert, AccompagnementOuvertV1)
def ouvert(fait: AccompagnementOuvert, dossier: DossierSocial) -> AccompagnementOuvertV1:
    return AccompagnementOuvertV1(dossier_id=dossier.id, bail_id=dossier.bail_id, **vars(fait))


@PUBLICATION.publie(StatutAccompagnementModifie, StatutAccompagnementModifieV1)
def statut_modifie(fait: StatutAccompagnementModifie, dossier: DossierSocial) -> StatutAccompagnementModifieV1:
    return StatutAccompagnementModifieV1(
        bail_id=dossier.bail_id, statut=fait.statut.value, depuis_le=fait.depuis_le, referent=fait.referent
    )


@PUBLICATION.publie(AccompagnementClos, AccompagnementClosV1)
def clos(fait: AccompagnementClos, dossier: DossierSocial) -> AccompagnementClosV1:
    return AccompagnementClosV1(dossier_id=dossier.id, bail_id=dossier.bail_id, clos_le=fait.clos_le)
