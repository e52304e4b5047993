"""Déposer un dossier FSL maintien pour un dossier d'impayé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.depot_fsl import TermeDu
from recouvrement.domain.dossier_fsl import DossierFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeposerDossierFsl:
    id: UUID
    dossier_id: UUID
    departement: str
    depose_le: date
    termes: Sequence[TermeDu]
    pieces: Sequence[str]
    consentement_le: date | None
    termes_repris: int


def deposer_dossier_fsl(commande: DeposerDossierFsl, *, uow: UniteDeTravail, baremes: Baremes) -> DossierFsl:
    """Lève les refus de `DossierFsl.deposer` ; le dossier d'impayé suspend ses relances."""
    dossier = uow.charger(DossierImpaye, commande.dossier_id, champ="dossier_id")
    fsl = DossierFsl.deposer(
        dossier,
        id=commande.id,
        departement=commande.departement,
        depose_le=commande.depose_le,
        termes=commande.termes,
        pieces=commande.pieces,
        consentement_le=commande.consentement_le,
        termes_repris=commande.termes_repris,
        baremes=baremes,
    )
    dossier.engager_fsl(fsl.id)
    uow.ajouter(fsl)
    return fsl
