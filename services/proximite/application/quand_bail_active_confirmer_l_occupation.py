"""Quand un bail est activé : le locataire est dans les lieux."""

from __future__ import annotations

from proximite.domain.occupation import Occupation
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_active_confirmer_l_occupation(commande: Occupation, *, uow: UniteDeTravail) -> None:
    """Complète la projection de la date d'entrée."""
    uow.session.merge(commande)
