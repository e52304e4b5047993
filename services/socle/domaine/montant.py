"""L'argent : un entier de centimes, et des arrondis qui portent un nom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

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


@dataclass(frozen=True, order=True)
class Montant:
    """Somme en centimes d'euro, de signe libre. Immuable, ordonnée, exacte."""

    centimes: int

    def __post_init__(self) -> None:
        if isinstance(self.centimes, bool) or not isinstance(self.centimes, int):
            raise DonneeInvalide("MONTANT_NON_ENTIER", "Un montant est un nombre entier de centimes.", champ="montant")

    @classmethod
    def zero(cls) -> Montant:
        return cls(0)

    @classmethod
    def euros(cls, texte: str) -> Montant:
        """Lit « 412,37 » ou « 412.37 ». Lève DonneeInvalide au-delà de deux décimales ou si ce n'est pas un nombre."""
        entier, _, decimales = texte.strip().replace("\u202f", "").replace(" ", "").replace(",", ".").partition(".")
        signe = -1 if entier.startswith("-") else 1
        entier = entier.lstrip("+-") or "0"
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
        return f"{signe}{euros:,}".replace(",", "\u202f") + f",{reste:02d}\u00a0€"

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
    return Montant(sum(m.centimes for m in montants))


def repartir(total: Montant, poids: Sequence[Fraction | int]) -> list[Montant]:
    """Partage `total` selon `poids` au plus fort reste : la somme des parts est exactement le total.

    À reste égal, le premier rang l'emporte : l'ordre de `poids` doit donc être stable.
    Lève DonneeInvalide si les poids sont tous nuls ou si l'un est négatif.
    """
    exacts = [Fraction(p) for p in poids]
    masse = sum(exacts, Fraction(0))
    if masse <= 0 or any(p < 0 for p in exacts):
        raise DonneeInvalide("REPARTITION_IMPOSSIBLE", "Répartition impossible : aucun poids positif.", champ="poids")
    signe = -1 if total.centimes < 0 else 1
    parts = [abs(total.centimes) * p / masse for p in exacts]
    planchers = [int(p) for p in parts]
    manque = abs(total.centimes) - sum(planchers)
    rangs = sorted(range(len(parts)), key=lambda i: (planchers[i] - parts[i], i))
    for i in rangs[:manque]:
        planchers[i] += 1
    return [Montant(signe * p) for p in planchers]
