"""Clore l'accompagnement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.dossier_social import DossierSocial
from social.domain.secret import Agent
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreAccompagnement:
    dossier_id: UUID
    par: Agent
    clos_le: date
    motif: str


def clore_accompagnement(commande: CloreAccompagnement, *, uow: UniteDeTravail, baremes: Baremes) -> DossierSocial:
    """Lève Introuvable si le dossier n'existe pas ou n'est pas à l'appelant, ou les refus du dossier."""
    dossier = uow.charger(DossierSocial, commande.dossier_id, champ="dossier_id")
    dossier.clore(le=commande.clos_le, par=commande.par, motif=commande.motif, baremes=baremes)
    return dossier
