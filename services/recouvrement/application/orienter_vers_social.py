"""Orienter un ménage vers l'accompagnement social : un motif codé, jamais de contenu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class OrienterVersSocial:
    dossier_id: UUID
    motif: str
    oriente_le: date
    menage_informe: bool


def orienter_vers_social(commande: OrienterVersSocial, *, uow: UniteDeTravail) -> DossierImpaye:
    """Lève Introuvable, DonneeInvalide (MOTIF_INCONNU) ou RegleViolee (MENAGE_NON_INFORME, ORIENTATION_EN_COURS)."""
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="dossier_id")
    dossier.orienter(motif=commande.motif, le=commande.oriente_le, menage_informe=commande.menage_informe)
    return dossier
