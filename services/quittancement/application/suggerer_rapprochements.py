"""Proposer un bail aux sommes en attente : une personne décide."""

from __future__ import annotations

from datetime import date

from quittancement.application.depot_banque import DepotBanque
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


def suggerer_rapprochements(*, uow: UniteDeTravail, depot: DepotBanque, baremes: Baremes, au: date) -> int:
    """Nombre d'entrées qui ont reçu une suggestion ; celles qui en ont déjà une ne changent pas."""
    centiemes: int = baremes.au("rapprochement_nom_approche", au).valeur
    return depot.suggerer(uow, seuil=centiemes / 100)
