"""Quand un bail est signé : le recouvrement le connaît."""

from __future__ import annotations

from recouvrement.domain.suivi import BailSuivi
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_signe_le_suivre(commande: BailSuivi, *, uow: UniteDeTravail) -> None:
    """Pose la projection."""
    uow.session.merge(commande)
