"""La consommation d'un point de mesure sur une période, d'un compteur à son remplaçant, relevé ou interpolée.

Un index vaut à l'ouverture du jour : une période va de `du` inclus à `au` exclu. Hors des relevés, rien n'est extrapolé.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from uuid import UUID

from quittancement.domain.energie.climat import Climat
from quittancement.domain.energie.compteur import CompteurEnergie, Point
from quittancement.domain.energie.releve import Releve, Retournement, ecart, serie

CERTITUDES = ("verifie", "calcule", "incertain")
"""verifie : bornes relevées ; calcule : bornes interpolées ; incertain : estimation, ou climat manquant."""


@dataclass(frozen=True, kw_only=True)
class Jalon:
    """Consommation cumulée (millièmes) depuis la pose du premier compteur, à l'ouverture d'un jour."""

    jour: date
    cumul: int
    mesure: bool


@dataclass(frozen=True, kw_only=True)
class Consommation:
    """Quantité en millièmes d'unité, et ce qu'elle vaut (voir CERTITUDES)."""

    quantite: Fraction
    certitude: str


@dataclass(kw_only=True)
class Chaine:
    """Les compteurs qui se sont succédé à un point de mesure, par date de pose, et leurs relevés."""

    point: Point
    compteurs: list[CompteurEnergie] = field(default_factory=list)
    releves: dict[UUID, Sequence[Releve]] = field(default_factory=dict)

    @property
    def actuel(self) -> CompteurEnergie:
        return self.compteurs[-1]

    def jalons(self, retournement: Retournement) -> list[Jalon]:
        """La courbe cumulée, continue d'un compteur à son remplaçant (posé le jour de la dépose)."""
        resultat: list[Jalon] = []
        cumul = 0
        for compteur in self.compteurs:
            precedent: Releve | None = None
            for lu in serie(compteur, self.releves.get(compteur.id, ())):
                if precedent is not None:
                    cumul += ecart(precedent.index, lu.index, modulo=compteur.modulo, retournement=retournement)
                if not resultat or resultat[-1].jour != lu.le:
                    resultat.append(Jalon(jour=lu.le, cumul=cumul, mesure=lu.mesure))
                precedent = lu
        return resultat

    def entre(self, du: date, au: date) -> list[Releve]:
        """Relevés de tous les compteurs de la chaîne, de `du` inclus à `au` exclu, par jour."""
        return sorted((r for lus in self.releves.values() for r in lus if du <= r.le < au), key=lambda r: r.le)


class Mesure:
    """Lit la courbe d'une chaîne ; le chauffage s'interpole au DJU, le reste au jour."""

    def __init__(self, chaine: Chaine, *, retournement: Retournement, climat: Climat | None = None) -> None:
        self.chaine = chaine
        self._jalons = chaine.jalons(retournement)
        self._jours = [jalon.jour for jalon in self._jalons]
        self._climat = climat if chaine.point.usage.chauffe else None
        self._au_dju = chaine.point.usage.chauffe

    def consommation(self, du: date, au: date) -> Consommation | None:
        """De `du` inclus à `au` exclu ; None si les relevés n'encadrent pas la période, ou si elle est vide."""
        debut, fin = self._cumul(du), self._cumul(au)
        if debut is None or fin is None or du >= au:
            return None
        certitude = max(debut.certitude, fin.certitude, key=CERTITUDES.index)
        return Consommation(quantite=fin.quantite - debut.quantite, certitude=certitude)

    def dernier_jour(self) -> date | None:
        return self._jours[-1] if self._jours else None

    def _cumul(self, jour: date) -> Consommation | None:
        rang = bisect_right(self._jours, jour) - 1
        if rang < 0:
            return None
        avant = self._jalons[rang]
        if avant.jour == jour:
            certitude = "verifie" if avant.mesure else "incertain"
            return Consommation(quantite=Fraction(avant.cumul), certitude=certitude)
        if rang + 1 == len(self._jalons):
            return None
        apres = self._jalons[rang + 1]
        part, certitude = self._part(avant.jour, jour, apres.jour)
        if not (avant.mesure and apres.mesure):
            certitude = "incertain"
        return Consommation(quantite=avant.cumul + part * (apres.cumul - avant.cumul), certitude=certitude)

    def _part(self, debut: date, jour: date, fin: date) -> tuple[Fraction, str]:
        """Part consommée au `jour` : au DJU pour le chauffage, au jour sinon, et quand le DJU est nul ou manque."""
        lineaire = Fraction((jour - debut).days, (fin - debut).days)
        if not self._au_dju:
            return lineaire, "calcule"
        total = self._climat.entre(debut, fin) if self._climat else None
        if self._climat is None or total is None:
            return lineaire, "incertain"
        if total == 0:
            return lineaire, "calcule"
        return (self._climat.entre(debut, jour) or Fraction(0)) / total, "calcule"
