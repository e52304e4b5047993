"""Quand un surendettement est levé : l'arriéré peut de nouveau être payé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from quittancement.domain.protections import Gel
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SurendettementLeveRecu:
    """`leve_le` égal à `recevable_le` : la recevabilité n'a jamais valu."""

    baux: Sequence[UUID]
    situation_id: UUID
    recevable_le: date
    leve_le: date


def quand_surendettement_leve_degeler_l_arriere(
    commande: SurendettementLeveRecu, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Les avances iront à l'arriéré au prochain constat. Lève Introuvable."""
    gel = Gel.de(
        situation_id=commande.situation_id,
        recevable_le=commande.recevable_le,
        leve_le=commande.leve_le,
        baremes=baremes,
    )
    for bail_id in sorted(commande.baux):
        compte = uow.charger(Compte, bail_id, champ="bail_id")
        compte.protections = compte.protections.degeler(gel)
