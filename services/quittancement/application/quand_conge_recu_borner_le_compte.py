"""Quand un congé est reçu : le loyer s'arrête au dernier jour du préavis (loi 89-462, art. 15-I)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CongeRecu:
    """`fin_le` : dernier jour dû."""

    bail_id: UUID
    fin_le: date


def quand_conge_recu_borner_le_compte(commande: CongeRecu, *, uow: UniteDeTravail) -> None:
    """Lève Introuvable, RegleViolee (MOIS_DEJA_VALIDE) si un terme postérieur est déjà validé."""
    uow.charger(Compte, commande.bail_id, champ="bail_id").fixer_fin(date_fin=commande.fin_le)
