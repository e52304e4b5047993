"""La réaction du banc : une ligne par fait. Rien n'empêche deux lignes : c'est au noyau de ne pas l'appeler deux fois."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from socle.technique.evenements import EvenementRecu, Reception
from socle.technique.unite_de_travail import UniteDeTravail

TABLE = """CREATE TABLE effet (
    rang bigserial PRIMARY KEY,
    chose_id uuid NOT NULL,
    numero bigint NOT NULL,
    le timestamptz NOT NULL DEFAULT clock_timestamp()
)"""

_ECRIRE = text("INSERT INTO effet (chose_id, numero) VALUES (:chose_id, :numero)")


class ChoseFaite(EvenementRecu, source="emission", nom="ChoseFaite", agregat="chose"):
    chose_id: UUID
    numero: int


@dataclass(frozen=True, kw_only=True)
class Noter:
    chose_id: UUID
    numero: int


def quand_chose_faite_noter(commande: Noter, *, uow: UniteDeTravail) -> None:
    """Écrit l'effet."""
    uow.session.execute(_ECRIRE, {"chose_id": commande.chose_id, "numero": commande.numero})


def reception() -> Reception:
    """Branche la réaction du banc."""
    branchements = Reception("reception")
    branchements.quand(ChoseFaite, quand_chose_faite_noter, en=lambda e: Noter(chose_id=e.chose_id, numero=e.numero))
    return branchements
