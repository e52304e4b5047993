"""Clore un bon : le travail est fait ; la réclamation peut être résolue avec lui."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.domain.bon_travaux import BonTravaux
from proximite.domain.reclamation import Reclamation
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreBon:
    bon_id: UUID
    termine_le: datetime
    compte_rendu: str
    reclamation_resolue: bool
    etag: str = ""


def clore_bon(commande: CloreBon, *, uow: UniteDeTravail) -> BonTravaux:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou DonneeInvalide (compte rendu vide)."""
    bon = uow.charger(BonTravaux, commande.bon_id, champ="bon_id", etag=commande.etag)
    bon.terminer(le=commande.termine_le, compte_rendu=commande.compte_rendu)
    bon.clore()
    if commande.reclamation_resolue:
        uow.charger(Reclamation, bon.reclamation_id, champ="bon_id").resoudre(le=commande.termine_le)
    return bon
