"""Désigner le travailleur social référent d'une demande."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from demandes.domain.demande import Demande
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DesignerReferent:
    demande_id: UUID
    referent: str
    etag: str = ""


def designer_referent(commande: DesignerReferent, *, uow: UniteDeTravail) -> Demande:
    """Lève Introuvable, ConflitDeVersion, DonneeInvalide (CHAMP_VIDE) ou RegleViolee (DEMANDE_RADIEE)."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id", etag=commande.etag)
    demande.designer_referent(commande.referent)
    return demande
