"""L'argent : un entier de centimes, et des arrondis qui portent un nom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import cast

from socle.domaine.refus import DonneeInvalide


class Arrondi(Enum):
    """Décision d'arrondi, toujours nommée là où elle est prise."""

    COMMERCIAL = "commercial"
    """Au centime le plus proche, le demi s'éloigne de zéro."""
    INFERIEUR = "inferieur"
    """Vers zéro : ne demande jamais un centime de trop."""

    def appliquer(self, valeur: Fraction) -> int:
        """Rend l'entier de centimes le plus proche de `valeur` selon cet arrondi."""
        signe = -1 if valeur < 0 else 1
        absolu = abs(valeur)
        if self is Arrondi.COMMERCIAL:
            absolu += Fraction(1, 2)
        return signe * int(absolu)


@dataclass(frozen=True, order=True, slots=True, init=False)
class Montant:
    """Somme en centimes d'euro, de signe libre. Immuable, ordonnée, exacte."""

    centimes: int

    def __init__(self, centimes: int) -> None:
        """Écrit à la main : un lot mensuel en construit trente par bail. Lève DonneeInvalide (MONTANT_NON_ENTIER)."""
        if type(centimes) is not int:
            raise DonneeInvalide("MONTANT_NON_ENTIER", "Un montant est un nombre entier de centimes.", champ="montant")
        object.__setattr__(self, "centimes", centimes)

    @classmethod
    def zero(cls) -> Montant:
        return cls(0)

    @classmethod
    def euros(cls, texte: str) -> Montant:
        """Lit « 412,37 » ou « 412.37 ». Lève DonneeInvalide s'il est vide, pas un nombre, ou à plus de deux décimales."""
        entier, _, decimales = texte.strip().replace("\u202f", "").replace(" ", "").replace(",", ".").partition(".")
        signe = -1 if entier.startswith("-") else 1
        entier = entier.lstrip("+-") or ("0" if decimales else "")
        if not (entier.isdecimal() and (decimales or "0").isdecimal() and len(decimales) <= 2):
            raise DonneeInvalide("MONTANT_ILLISIBLE", f"« {texte} » n'est pas un montant en euros.", champ="montant")
        return cls(signe * (int(entier) * 100 + int(decimales.ljust(2, "0"))))

    def __add__(self, autre: Montant) -> Montant:
        return Montant(self.centimes + autre.centimes)

    def __sub__(self, autre: Montant) -> Montant:
        return Montant(self.centimes - autre.centimes)

    def __neg__(self) -> Montant:
        return Montant(-self.centimes)

    def __bool__(self) -> bool:
        return self.centimes != 0

    def __str__(self) -> str:
        signe = "−" if self.centimes < 0 else ""
        euros, reste = divmod(abs(self.centimes), 100)
        entier = str(euros) if euros < 1000 else f"{euros:,}".replace(",", "\u202f")
        return f"{signe}{entier},{reste:02d}\u00a0€"

    def fois(self, facteur: Fraction | int, *, arrondi: Arrondi) -> Montant:
        """Multiplie par un rapport exact, arrondi au centime comme demandé."""
        return Montant(arrondi.appliquer(self.centimes * Fraction(facteur)))

    def prorata(self, *, jours: int, sur: int, arrondi: Arrondi) -> Montant:
        """Part de la somme pour `jours` jours sur `sur`. Lève DonneeInvalide si le rapport n'a pas de sens."""
        if sur <= 0 or not 0 <= jours <= sur:
            raise DonneeInvalide("PRORATA_IMPOSSIBLE", f"Prorata impossible : {jours} jours sur {sur}.", champ="jours")
        return self.fois(Fraction(jours, sur), arrondi=arrondi)


def somme(montants: Iterable[Montant]) -> Montant:
    """Total exact ; zéro pour une suite vide."""
    return Montant(sum([m.centimes for m in montants]))


def repartir(total: Montant, poids: Sequence[Fraction | int]) -> list[Montant]:
    """Partage `total` selon `poids` au plus fort reste : la somme des parts est exactement le total.

    À reste égal, le premier rang l'emporte : l'ordre de `poids` doit donc être stable.
    Lève DonneeInvalide si les poids sont tous nuls ou si l'un est négatif.
    """
    return [Montant(part) for part in repartir_entier(total.centimes, _entiers(poids))]


def repartir_entier(total: int, poids: Sequence[int]) -> list[int]:
    """Le même partage, d'unités entières."""
    masse = sum(poids)
    if masse <= 0 or min(poids) < 0:
        raise DonneeInvalide("REPARTITION_IMPOSSIBLE", "Répartition impossible : aucun poids positif.", champ="poids")
    absolu = abs(total)
    parts = [absolu * p // masse for p in poids]
    manque = absolu - sum(parts)
    if manque:
        restes = [absolu * p % masse for p in poids]
        for rang in sorted(range(len(parts)), key=restes.__getitem__, reverse=True)[:manque]:
            parts[rang] += 1
    return parts if total >= 0 else [-part for part in parts]


def _entiers(poids: Sequence[Fraction | int]) -> list[int]:
    """Poids ramenés à des entiers de mêmes rapports."""
    if all(type(p) is int for p in poids):
        return cast("list[int]", list(poids))
    commun = lcm(*(p.denominator for p in poids))
    return [p.numerator * (commun // p.denominator) for p in poids]
