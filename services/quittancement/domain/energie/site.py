"""Ce qu'il faut savoir d'une résidence pour lire ses consommations : sa station météo, ses coefficients de gaz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from socle.domaine.agregat import Agregat
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class ValeurDuSite:
    """Valeur datée, en dix-millièmes, avec le document d'où elle vient : facture, fiche de la commune, étude."""

    a_partir_de: date
    dix_milliemes: int
    source: str

    @property
    def valeur(self) -> Fraction:
        return Fraction(self.dix_milliemes, 10_000)


@dataclass(eq=False, kw_only=True)
class SiteEnergie(Agregat):
    """Une résidence ; `id` est le sien. Les listes se remplacent entières, par date croissante."""

    station: str = ""
    dju_reference: list[ValeurDuSite] = field(default_factory=list)
    """DJU annuels de référence."""
    coefficients_gaz: list[ValeurDuSite] = field(default_factory=list)
    """kWh PCS par m³."""

    def parametrer(
        self, *, station: str, dju_reference: Sequence[ValeurDuSite], coefficients_gaz: Sequence[ValeurDuSite]
    ) -> None:
        """Lève DonneeInvalide (VALEUR_NON_POSITIVE, SOURCE_MANQUANTE, DATES_EN_DOUBLE)."""
        self.station = station.strip()
        self.dju_reference = _verifiees(dju_reference, champ="dju_reference")
        self.coefficients_gaz = _verifiees(coefficients_gaz, champ="coefficients_gaz")

    def coefficient_gaz(self, au: date) -> ValeurDuSite | None:
        return _au(self.coefficients_gaz, au)

    def dju_de_reference(self, au: date) -> ValeurDuSite | None:
        return _au(self.dju_reference, au)


def _au(valeurs: Sequence[ValeurDuSite], jour: date) -> ValeurDuSite | None:
    return max((v for v in valeurs if v.a_partir_de <= jour), key=lambda v: v.a_partir_de, default=None)


def _verifiees(valeurs: Sequence[ValeurDuSite], *, champ: str) -> list[ValeurDuSite]:
    for valeur in valeurs:
        if valeur.dix_milliemes <= 0:
            raise DonneeInvalide("VALEUR_NON_POSITIVE", "Cette valeur est strictement positive.", champ=champ)
        if not valeur.source.strip():
            raise DonneeInvalide("SOURCE_MANQUANTE", "Chaque valeur dit d'où elle vient.", champ=champ)
    if len({v.a_partir_de for v in valeurs}) != len(valeurs):
        raise DonneeInvalide("DATES_EN_DOUBLE", "Deux valeurs commencent le même jour.", champ=champ)
    return sorted(valeurs, key=lambda v: v.a_partir_de)
