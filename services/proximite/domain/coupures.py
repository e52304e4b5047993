"""Pièces et billets : ce qui se compte à la loge, et ce qui part sous scellé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class Coupure:
    """Tant de pièces ou de billets d'une valeur (centimes)."""

    valeur: int
    nombre: int


def triees(coupures: Sequence[Coupure], *, le: date, baremes: Baremes) -> list[Coupure]:
    """De la plus forte à la plus faible, les mêmes valeurs réunies. Lève DonneeInvalide (COUPURE_INCONNUE)."""
    admises = baremes.au("coupures_en_cours", le).valeur
    nombres: dict[int, int] = {}
    for coupure in coupures:
        if coupure.valeur not in admises or coupure.nombre < 0:
            raise DonneeInvalide(
                "COUPURE_INCONNUE", f"{coupure.nombre} × {Montant(coupure.valeur)} ne se compte pas.", champ="coupures"
            )
        nombres[coupure.valeur] = nombres.get(coupure.valeur, 0) + coupure.nombre
    return [Coupure(valeur=v, nombre=nombres[v]) for v in sorted(nombres, reverse=True) if nombres[v]]


def total(coupures: Sequence[Coupure]) -> Montant:
    return somme(Montant(c.valeur * c.nombre) for c in coupures)
