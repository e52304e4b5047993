"""Qualifier un impayé : segment, contact établi, garant, tels qu'un agent les a constatés."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.qualification import Qualification
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class QualifierImpaye:
    dossier_id: UUID
    constat: Qualification


def qualifier_impaye(commande: QualifierImpaye, *, uow: UniteDeTravail) -> DossierImpaye:
    """Lève Introuvable, RegleViolee (DOSSIER_CLOS) ou DonneeInvalide (DATE_INCOHERENTE)."""
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="dossier_id")
    dossier.qualifier(commande.constat)
    return dossier
