"""Quand l'état des lieux de sortie est signé : les consommations suivantes ne sont plus celles du ménage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.energie.occupation import Occupation
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EtatDesLieuxRecu:
    bail_id: UUID
    sens: str
    signe_le: date


def quand_etat_des_lieux_signe_clore_ses_consommations(commande: EtatDesLieuxRecu, *, uow: UniteDeTravail) -> None:
    """Seule la sortie compte ; d'un ménage jamais suivi, il n'y a rien à clore."""
    occupation = uow.session.get(Occupation, commande.bail_id)
    if commande.sens == "SORTIE" and occupation is not None:
        occupation.au = commande.signe_le
