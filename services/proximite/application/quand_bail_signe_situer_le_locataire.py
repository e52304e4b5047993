"""Quand un bail est signé : on sait quel logement le locataire occupera."""

from __future__ import annotations

from proximite.domain.occupation import Occupation
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_signe_situer_le_locataire(commande: Occupation, *, uow: UniteDeTravail) -> None:
    """Pose la projection."""
    uow.session.merge(commande)
