"""Le dépôt des relevés : ce que l'import et les lectures demandent à la base, sans passer par l'ORM."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from quittancement.domain.energie.compteur import CompteurEnergie
from quittancement.domain.energie.releve import Releve


class DepotReleves(Protocol):
    def compteurs(self, session: Session, references: Collection[str]) -> Mapping[str, CompteurEnergie]:
        """Compteurs de ces références, sous verrou : deux imports du même compteur se suivent."""
        ...

    def autour(
        self, session: Session, compteur_ids: Collection[UUID], *, du: date, au: date
    ) -> Mapping[UUID, Sequence[Releve]]:
        """Relevés du `du` au `au` inclus, et pour chaque compteur le dernier mesuré avant et le premier après."""
        ...

    def tous(self, session: Session, compteur_id: UUID) -> Sequence[Releve]:
        """Tous les relevés d'un compteur, par jour."""
        ...

    def ecrire(self, session: Session, releves: Sequence[tuple[UUID, Releve]]) -> None:
        """Ajoute les relevés par COPY."""
        ...
