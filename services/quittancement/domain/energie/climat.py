"""Degrés-jours unifiés, correction climatique, régression consommation-climat. Tout est exact (fractions)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict


@dataclass(frozen=True, kw_only=True)
class TemperatureDuJour:
    """Extrêmes d'un jour à une station, en dixièmes de °C."""

    jour: date
    minimum: int
    maximum: int


def dju_du_jour(temperature: TemperatureDuJour, *, base: int) -> Fraction:
    """max(0 ; base − (Tmin + Tmax) / 2), en degrés-jours (méthode « Météo »)."""
    return max(Fraction(0), base - Fraction(temperature.minimum + temperature.maximum, 20))


class Climat:
    """Les DJU d'une station, jour par jour ; un jour manquant rend inconnue toute somme qui le contient."""

    def __init__(self, dju: Mapping[date, Fraction]) -> None:
        self._jours = sorted(dju)
        self._cumuls = [Fraction(0), *accumulate(dju[jour] for jour in self._jours)]

    @classmethod
    def de(cls, temperatures: Sequence[TemperatureDuJour], *, baremes: Baremes) -> Climat:
        return cls({t.jour: dju_du_jour(t, base=baremes.au("dju_base", t.jour).valeur) for t in temperatures})

    def entre(self, du: date, au: date) -> Fraction | None:
        """DJU de `du` inclus à `au` exclu ; None s'il manque un jour."""
        premier, dernier = bisect_left(self._jours, du), bisect_left(self._jours, au)
        if dernier - premier != max(0, (au - du).days):
            return None
        return self._cumuls[dernier] - self._cumuls[premier]


def corriger(
    consommation: Fraction, *, dju: Fraction | None, reference: Fraction | None, au: date, baremes: Baremes
) -> tuple[Fraction | None, Verdict]:
    """C × DJU de référence / DJU de la période. None et INCONNU si un DJU manque, ou si celui de la période est nul."""
    manquants = [nom for nom, valeur in (("dju_periode", dju), ("dju_reference", reference)) if valeur is None]
    if dju == 0:
        manquants.append("dju_periode_non_nul")
    corrigee = None if manquants or dju is None or reference is None else consommation * reference / dju
    methode = baremes.au("dju_base", au)
    explication = Explication(
        regle="correction_climatique",
        article=methode.source,
        date=au,
        entrees={
            "consommation": decimal(consommation / 1000),
            "dju_periode": "inconnu" if dju is None else decimal(dju),
            "dju_reference": "inconnu" if reference is None else decimal(reference),
        },
        resultat="inconnu" if corrigee is None else decimal(corrigee / 1000),
        certitude="calcule",
    )
    reponse = Reponse.INCONNU if corrigee is None else Reponse.OUI
    return corrigee, Verdict(reponse=reponse, explication=explication, manquants=manquants)


@dataclass(frozen=True, kw_only=True)
class Droite:
    """consommation = constante + pente × DJU ; `variance` est celle du résidu (n − 2 degrés de liberté)."""

    constante: Fraction
    pente: Fraction
    r2: Fraction
    variance: Fraction

    def attendue(self, dju: Fraction) -> Fraction:
        return self.constante + self.pente * dju


def ajuster(points: Sequence[tuple[Fraction, Fraction]]) -> Droite | None:
    """Moindres carrés sur des couples (DJU, consommation) ; None si rien ne se laisse ajuster."""
    n = len(points)
    if n < 3:
        return None
    mx, my = sum((x for x, _ in points), Fraction(0)) / n, sum((y for _, y in points), Fraction(0)) / n
    sxx = sum(((x - mx) ** 2 for x, _ in points), Fraction(0))
    syy = sum(((y - my) ** 2 for _, y in points), Fraction(0))
    if sxx == 0 or syy == 0:
        return None
    pente = sum(((x - mx) * (y - my) for x, y in points), Fraction(0)) / sxx
    residus = syy - pente * pente * sxx
    return Droite(constante=my - pente * mx, pente=pente, r2=1 - residus / syy, variance=residus / (n - 2))


def decimal(valeur: Fraction, decimales: int = 1) -> str:
    """« 130,8 » : arrondi au plus proche, le demi s'éloigne de zéro, pour être lu."""
    echelle = 10**decimales
    arrondi = int(abs(valeur) * echelle + Fraction(1, 2))
    entier, reste = divmod(arrondi, echelle)
    signe = "−" if valeur < 0 and arrondi else ""
    return f"{signe}{entier},{reste:0{decimales}d}" if decimales else f"{signe}{entier}"
