"""Replanifier un bon : un nouveau rendez-vous remplace le précédent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.domain.bon_travaux import BonTravaux
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ReplanifierBon:
    bon_id: UUID
    prevu_le: datetime
    prevu_fin: datetime | None
    accord_locataire: bool | None
    etag: str = ""


def replanifier_bon(commande: ReplanifierBon, *, uow: UniteDeTravail, baremes: Baremes) -> BonTravaux:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou les refus du rendez-vous."""
    bon = uow.charger(BonTravaux, commande.bon_id, champ="bon_id", etag=commande.etag)
    bon.planifier(
        prevu_le=commande.prevu_le,
        prevu_fin=commande.prevu_fin,
        accord_locataire=commande.accord_locataire,
        baremes=baremes,
    )
    return bon
