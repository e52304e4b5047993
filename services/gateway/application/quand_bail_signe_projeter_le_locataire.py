"""Quand un bail est signé : la vue 360° sait où chercher ce locataire."""

from __future__ import annotations

from gateway.domain.locataire import LocataireProjete
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_signe_projeter_le_locataire(commande: LocataireProjete, *, uow: UniteDeTravail) -> None:
    """Pose la projection ; le dernier bail signé d'un locataire l'emporte."""
    uow.session.merge(commande)
