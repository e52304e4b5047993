"""Lever une situation : un acte y met fin, et les relances peuvent reprendre ce jour-là."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.situation import SituationDebiteur
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class LeverSituation:
    situation_id: UUID
    levee_le: date
    piece: str
    par: str


def lever_situation(commande: LeverSituation, *, uow: UniteDeTravail) -> SituationDebiteur:
    """Lève Introuvable ou les refus de `SituationDebiteur.lever`."""
    situation = uow.charger(SituationDebiteur, commande.situation_id, champ="situation_id")
    situation.lever(le=commande.levee_le, piece=commande.piece, par=commande.par, instant=uow.contexte.instant)
    return situation
