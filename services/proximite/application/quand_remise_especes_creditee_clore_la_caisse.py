"""La banque a crédité la remise d'une caisse : elle se clôt si tout y est."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from proximite.domain.caisse import Caisse
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CreditRecu:
    caisse_id: UUID
    montant: Montant
    creditee_le: date


def quand_remise_especes_creditee_clore_la_caisse(credit: CreditRecu, *, uow: UniteDeTravail) -> None:
    """Lève Introuvable, TransitionInterdite (jamais transportée)."""
    caisse = uow.charger(Caisse, credit.caisse_id, champ="caisse_id")
    caisse.crediter(credit.montant, le=credit.creditee_le)
