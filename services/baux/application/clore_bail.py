"""Clore un bail dont le décompte de sortie est soldé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreBail:
    bail_id: UUID
    clos_le: date
    etag: str = ""


def clore_bail(commande: CloreBail, *, uow: UniteDeTravail) -> Bail:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou DonneeInvalide (CLOTURE_AVANT_FIN)."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    bail.clore(le=commande.clos_le)
    return bail
