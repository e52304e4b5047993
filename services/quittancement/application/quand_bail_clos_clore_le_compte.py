"""Quand un bail est clos, son décompte soldé : le compte se ferme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailClosRecu:
    """`fin_le` : dernier jour du préavis, ou de la présence s'il est plus tardif."""

    bail_id: UUID
    fin_le: date


def quand_bail_clos_clore_le_compte(commande: BailClosRecu, *, uow: UniteDeTravail) -> None:
    """Lève Introuvable, RegleViolee (COMPTE_NON_SOLDE, MOIS_DEJA_VALIDE), TransitionInterdite."""
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    compte.fixer_fin(date_fin=commande.fin_le)
    compte.clore()
