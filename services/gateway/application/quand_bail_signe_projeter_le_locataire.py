"""Quand un bail est signé : la vue 360° sait où chercher ce locataire."""

from __future__ import annotations

from gateway.domain.locataire import BailProjete
from socle.technique.unite_de_travail import UniteDeTravail


def quand_bail_signe_projeter_le_locataire(commande: BailProjete, *, uow: UniteDeTravail) -> None:
    """Ajoute le bail à ceux du locataire. Les faits de deux baux arrivent dans n'importe quel ordre : aucun n'en efface un autre."""
    uow.session.merge(commande)
