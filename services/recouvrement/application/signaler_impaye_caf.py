"""Signaler l'impayé constitué à la CAF ou à la MSA (CCH L824-1 et R824-4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.caf import OrganismePayeur
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignalerImpayeCaf:
    dossier_id: UUID
    organisme: OrganismePayeur
    signale_le: date
    piece: str
    par: str


def signaler_impaye_caf(commande: SignalerImpayeCaf, *, uow: UniteDeTravail, baremes: Baremes) -> DossierImpaye:
    """Lève Introuvable, DejaExistant (SIGNALEMENT_OUVERT), et les refus de `caf.signaler`."""
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="dossier_id")
    dossier.signaler_caf(
        organisme=commande.organisme,
        le=commande.signale_le,
        par=commande.par,
        piece=commande.piece,
        baremes=baremes,
    )
    return dossier
