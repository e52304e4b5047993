"""Quand un bail est signé : le compte du locataire s'ouvre."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.domain.bail import ParametresBail
from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailSigneRecu:
    bail_id: UUID
    reference: str
    parametres: ParametresBail


def quand_bail_signe_ouvrir_le_compte(commande: BailSigneRecu, *, uow: UniteDeTravail) -> None:
    """Ouvre le compte avec les prix du bail, figés à la signature."""
    uow.ajouter(Compte(id=commande.bail_id, reference=commande.reference, bail=commande.parametres))
