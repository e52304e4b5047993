"""Ce que l'examen d'une résidence demande à la base."""

from __future__ import annotations

from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from quittancement.domain.energie.detection import Parc
from socle.domaine.baremes import Baremes


class DepotParc(Protocol):
    def parc(self, session: Session, residence_id: UUID, *, du: date, au: date, baremes: Baremes) -> Parc:
        """La résidence, ses relevés et son climat de `du` à `au`, et le dernier relevé d'avant."""
        ...
