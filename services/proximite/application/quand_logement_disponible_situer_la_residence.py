"""Quand un logement est disponible : on sait dans quelle commune est sa résidence, donc quels fériés y comptent."""

from __future__ import annotations

from proximite.domain.occupation import Residence
from socle.technique.unite_de_travail import UniteDeTravail


def quand_logement_disponible_situer_la_residence(commande: Residence, *, uow: UniteDeTravail) -> None:
    """Pose la projection, ou la corrige. Aucun bail ne se prépare sans que son logement ait été disponible."""
    uow.session.merge(commande)
