"""Part d'un mois due pour une occupation partielle, bornes incluses.

« Tout mois commencé est dû » est illégal (loi 89-462 art. 15-I) ; la base du prorata, elle, est au choix du bailleur et
figée par le bail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from socle.domaine.montant import Arrondi, Montant
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import RegleViolee


class ModeProrata(Enum):
    """Base du prorata, figée à la signature du bail."""

    JOURS_REELS = "JOURS_REELS"
    """Jours occupés sur jours du mois."""
    TRENTIEME = "TRENTIEME"
    """Mois de 30 jours : le 31 ne compte pas, le dernier jour de février vaut le 30."""
    ANNUEL_365 = "ANNUEL_365"
    """Douze mensualités sur 365 jours, par jour occupé."""


@dataclass(frozen=True, kw_only=True)
class Prorata:
    """Part du mois due : `debut` et `fin` sont le premier et le dernier jour occupés."""

    mode: ModeProrata
    debut: date
    fin: date
    jours: int
    rapport: Fraction
    complet: bool

    @property
    def entrees(self) -> tuple[tuple[str, str], ...]:
        """Ce que l'explication d'une ligne en dit."""
        return (
            ("mode_prorata", self.mode.value),
            ("du", self.debut.isoformat()),
            ("jusqu_au", self.fin.isoformat()),
            ("jours", str(self.jours)),
        )

    def appliquer(self, mensuel: Montant) -> Montant:
        """Mensualité due, arrondie au centime le plus proche ; un mois entier est dû tel quel, quel que soit le mode."""
        if self.complet:
            return mensuel
        return mensuel.fois(self.rapport, arrondi=Arrondi.COMMERCIAL)


@lru_cache(maxsize=4096)
def prorata(mois: Mois, occupation: Periode, *, mode: ModeProrata) -> Prorata:
    """Part de `mois` due pour `occupation`. Lève RegleViolee (BAIL_HORS_PERIODE) si aucun jour n'est commun."""
    if not occupation.jours_communs(mois.periode):
        raise RegleViolee(
            "BAIL_HORS_PERIODE", f"Aucun jour de {mois} n'est occupé au titre du bail.", champ="mois", mois=mois
        )
    debut = max(occupation.debut, mois.premier_jour)
    fin = min(occupation.fin or mois.dernier_jour, mois.dernier_jour)
    complet = (debut, fin) == (mois.premier_jour, mois.dernier_jour)
    jours, sur = _JOURS[mode](mois, debut, fin)
    rapport = Fraction(1) if complet else jours / sur
    return Prorata(mode=mode, debut=debut, fin=fin, jours=int(jours), rapport=rapport, complet=complet)


def _jours_reels(mois: Mois, debut: date, fin: date) -> tuple[Fraction, Fraction]:
    return Fraction((fin - debut).days + 1), Fraction(mois.nombre_de_jours)


def _trentieme(mois: Mois, debut: date, fin: date) -> tuple[Fraction, Fraction]:
    dernier = 30 if fin == mois.dernier_jour else fin.day
    return Fraction(dernier - debut.day + 1), Fraction(30)


def _annuel_365(mois: Mois, debut: date, fin: date) -> tuple[Fraction, Fraction]:
    return Fraction((fin - debut).days + 1), Fraction(365, 12)


_JOURS = {
    ModeProrata.JOURS_REELS: _jours_reels,
    ModeProrata.TRENTIEME: _trentieme,
    ModeProrata.ANNUEL_365: _annuel_365,
}
