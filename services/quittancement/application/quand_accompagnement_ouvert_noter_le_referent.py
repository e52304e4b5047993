"""Quand un accompagnement s'ouvre : son référent peut lire le compte du ménage (portée SUIVIS)."""

from __future__ import annotations

from quittancement.domain.projections import Suivi
from socle.technique.unite_de_travail import UniteDeTravail


def quand_accompagnement_ouvert_noter_le_referent(commande: Suivi, *, uow: UniteDeTravail) -> None:
    """Pose la projection."""
    uow.session.merge(commande)
