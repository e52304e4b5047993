"""Quand un logement est disponible : sa surface et son type serviront à comparer les consommations."""

from __future__ import annotations

from quittancement.domain.energie.occupation import LogementConnu
from socle.technique.unite_de_travail import UniteDeTravail


def quand_logement_disponible_retenir_sa_surface(commande: LogementConnu, *, uow: UniteDeTravail) -> None:
    """La dernière description l'emporte."""
    uow.session.merge(commande)
