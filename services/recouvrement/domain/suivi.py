"""Projections du recouvrement : les baux signés, et le statut d'accompagnement de chaque bail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.orientation import StatutAccompagnement


@dataclass(eq=False, kw_only=True)
class BailSuivi:
    """Bail connu, avec sa date de signature : elle décidera du délai de la clause résolutoire.

    `locataire_id` manque aux baux projetés avant qu'on ne le retienne.
    """

    bail_id: UUID
    reference: str
    residence_id: UUID
    signe_le: date
    locataire_id: UUID | None = None

    @property
    def debiteur_id(self) -> UUID:
        """Qui doit : le locataire ; à défaut de le connaître, ce bail seul."""
        return self.locataire_id or self.bail_id


@dataclass(eq=False, kw_only=True)
class Accompagnement:
    """Dernier statut reçu du social pour un bail, et le référent : rien d'autre ne traverse (règle G.11)."""

    bail_id: UUID
    statut: StatutAccompagnement
    depuis_le: date
    referent: str
