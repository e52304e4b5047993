"""Quand un bail est activé : son compte sera quittancé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from socle.domaine.refus import Indisponible
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailActiveRecu:
    bail_id: UUID
    date_effet: date


def quand_bail_active_activer_le_compte(commande: BailActiveRecu, *, uow: UniteDeTravail) -> None:
    """Lève Indisponible si le compte n'est pas encore ouvert : la signature va arriver."""
    if uow.session.get(Compte, commande.bail_id) is None:
        raise Indisponible("COMPTE_PAS_ENCORE_OUVERT", "Le compte de ce bail n'est pas encore ouvert.", champ="bail_id")
    uow.charger(Compte, commande.bail_id, champ="bail_id").activer(date_effet=commande.date_effet)
