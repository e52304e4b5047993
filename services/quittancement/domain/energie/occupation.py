"""Projections : les logements et qui les occupe, pour ne montrer à un ménage que sa propre consommation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class LogementConnu:
    """Fait de LogementDisponible. Surface habitable en dm²."""

    logement_id: UUID
    residence_id: UUID
    typologie: str
    surface_dm2: int


@dataclass(eq=False, kw_only=True)
class Occupation:
    """Faite de BailActivé et de l'état des lieux de sortie. Le ménage occupe de `du` inclus à `au` exclu."""

    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    du: date
    au: date | None = None

    def occupe(self, jour: date) -> bool:
        return self.du <= jour and (self.au is None or jour < self.au)
