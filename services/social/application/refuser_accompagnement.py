"""Consigner que le ménage n'adhère pas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.dossier_social import DossierSocial
from social.domain.secret import Agent
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RefuserAccompagnement:
    dossier_id: UUID
    par: Agent
    refuse_le: date


def refuser_accompagnement(commande: RefuserAccompagnement, *, uow: UniteDeTravail) -> DossierSocial:
    """Lève Introuvable si le dossier n'existe pas ou n'est pas à l'appelant, ou les refus du dossier."""
    dossier = uow.charger(DossierSocial, commande.dossier_id, champ="dossier_id")
    dossier.refuser(le=commande.refuse_le, par=commande.par)
    return dossier
