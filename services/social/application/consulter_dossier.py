"""Consulter un dossier : la règle du secret en décide, et l'accès est inscrit, accordé ou non."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.acces import Acces, ActionAcces
from social.domain.dossier_social import DossierSocial
from social.domain.secret import Agent, juger_lecture
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConsulterDossier:
    dossier_id: UUID
    par: Agent
    au: date


def consulter_dossier(commande: ConsulterDossier, *, uow: UniteDeTravail) -> DossierSocial | None:
    """Rend le dossier, ou None s'il n'existe pas ou n'est pas à lire : rien ne distingue les deux cas.

    Ne lève rien : la transaction doit garder la trace d'une lecture refusée.
    """
    dossier = uow.session.get(DossierSocial, commande.dossier_id)
    accorde = (
        dossier is not None and juger_lecture(referent=dossier.referent, agent=commande.par, au=commande.au).favorable
    )
    uow.ajouter(
        Acces.de(
            commande.par,
            id=nouvel_id(),
            le=uow.contexte.instant,
            action=ActionAcces.LIRE,
            dossier_id=commande.dossier_id,
            accorde=accorde,
        )
    )
    return dossier if accorde else None
