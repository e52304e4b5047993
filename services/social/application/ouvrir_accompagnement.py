"""Ouvrir l'accompagnement : le ménage a consenti, l'appelant devient référent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.codes import SupportConsentement
from social.domain.dossier_social import DossierSocial
from social.domain.secret import Agent
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class OuvrirAccompagnement:
    dossier_id: UUID
    par: Agent
    consentement_le: date
    support: SupportConsentement
    au: date
    """Jour de l'enregistrement : un consentement ne lui est pas postérieur."""


def ouvrir_accompagnement(commande: OuvrirAccompagnement, *, uow: UniteDeTravail) -> DossierSocial:
    """Lève Introuvable si le dossier n'existe pas ou n'est pas à l'appelant, ou les refus du dossier."""
    dossier = uow.charger(DossierSocial, commande.dossier_id, champ="dossier_id")
    dossier.ouvrir(consentement_le=commande.consentement_le, support=commande.support, par=commande.par, au=commande.au)
    return dossier
