"""Lettrage d'un terme : les mouvements du locataire qui se soldent portent la même lettre (LPF art. A47 A-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from socle.domaine.montant import Montant


@dataclass(frozen=True, kw_only=True)
class Mouvement:
    """Ce qu'une écriture porte au compte du locataire pour un terme : débit positif, crédit négatif."""

    ecriture_id: UUID
    le: date
    montant: Montant


@dataclass(frozen=True, kw_only=True)
class Lettre:
    """`le` : date de l'écriture qui solde le groupe."""

    code: str
    le: date


def lettrer(mois: str, mouvements: Sequence[Mouvement]) -> Mapping[UUID, Lettre]:
    """Une lettre chaque fois que le cumul revient à zéro ; ce qui reste ouvert n'en a pas.

    `mouvements` dans l'ordre de la chaîne : en ajouter à la suite ne change aucune lettre déjà donnée. Un terme rouvert
    (prélèvement repris) et repayé forme un second groupe.
    """
    lettres: dict[UUID, Lettre] = {}
    groupe: list[UUID] = []
    cumul, rang = Montant.zero(), 0
    for mouvement in mouvements:
        cumul += mouvement.montant
        groupe.append(mouvement.ecriture_id)
        if not cumul:
            rang += 1
            lettre = Lettre(code=f"{mois.replace('-', '')}-{rang}", le=mouvement.le)
            lettres.update(dict.fromkeys(groupe, lettre))
            groupe = []
    return lettres
