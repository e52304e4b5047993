"""Quand un bail est activé : c'est là que vit le locataire, c'est ce bail que montre la vue 360°."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gateway.domain.locataire import BailProjete
from socle.domaine.refus import Indisponible
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailActiveRecu:
    bail_id: UUID
    active_le: date


def quand_bail_active_dater_l_entree(commande: BailActiveRecu, *, uow: UniteDeTravail) -> None:
    """Lève Indisponible si la signature de ce bail n'est pas encore projetée : elle va arriver."""
    bail = uow.session.get(BailProjete, commande.bail_id)
    if bail is None:
        raise Indisponible("BAIL_PAS_ENCORE_PROJETE", "La signature de ce bail n'est pas arrivée.", champ="bail_id")
    bail.active_le = commande.active_le
