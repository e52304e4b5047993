"""Quand un bail est activé : ses consommations sont celles de ce ménage."""

from __future__ import annotations

from quittancement.domain.energie.occupation import Occupation
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_active_suivre_ses_consommations(commande: Occupation, *, uow: UniteDeTravail) -> None:
    """Pose la projection ; une sortie déjà connue reste."""
    if uow.session.get(Occupation, commande.bail_id) is None:
        uow.ajouter(commande)
