"""Quand une demande est radiée : le bail qui en vient peut être activé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.proposition import DemandeRadiee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RadiationRecue:
    demande_id: UUID
    motif: str
    radiee_le: date


def quand_demande_radiee_noter_la_radiation(commande: RadiationRecue, *, uow: UniteDeTravail) -> None:
    """Pose la projection."""
    uow.session.merge(DemandeRadiee(**vars(commande)))
