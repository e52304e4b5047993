"""Projections du recouvrement : les baux signés, et le statut d'accompagnement de chaque bail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.orientation import StatutAccompagnement


@dataclass(eq=False, kw_only=True)
class BailSuivi:
    """Bail connu, avec sa date de signature : elle décidera du délai de la clause résolutoire."""

    bail_id: UUID
    reference: str
    residence_id: UUID
    signe_le: date


@dataclass(eq=False, kw_only=True)
class Accompagnement:
    """Dernier statut reçu du social pour un bail, et le référent : rien d'autre ne traverse (règle G.11)."""

    bail_id: UUID
    statut: StatutAccompagnement
    depuis_le: date
    referent: str
