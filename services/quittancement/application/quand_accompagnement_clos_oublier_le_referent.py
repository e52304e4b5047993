"""Quand un accompagnement se clôt : son référent ne lit plus le compte."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.domain.projections import Suivi
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ClotureRecue:
    bail_id: UUID


def quand_accompagnement_clos_oublier_le_referent(commande: ClotureRecue, *, uow: UniteDeTravail) -> None:
    """Retire la projection."""
    suivi = uow.session.get(Suivi, commande.bail_id)
    if suivi is not None:
        uow.session.delete(suivi)
