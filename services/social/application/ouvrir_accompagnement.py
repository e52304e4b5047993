"""Ouvrir l'accompagnement : le ménage a consenti, l'appelant devient référent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.codes import SupportConsentement
from social.domain.dossier_social import DossierSocial
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class OuvrirAccompagnement:
    dossier_id: UUID
    par: str
    consentement_le: date
    support: SupportConsentement


def ouvrir_accompagnement(commande: OuvrirAccompagnement, *, uow: UniteDeTravail) -> DossierSocial:
    """Lève Introuvable si le dossier n'existe pas ou n'est pas à l'appelant, ou les refus du dossier."""
    dossier = uow.charger(DossierSocial, commande.dossier_id, champ="dossier_id")
    dossier.ouvrir(
        le=commande.consentement_le,
        par=commande.par,
        consentement_le=commande.consentement_le,
        support=commande.support,
    )
    return dossier
