"""Le temps civil : mois, périodes en jours, délais comptés de quantième à quantième."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from socle.domaine.refus import DonneeInvalide


def lire_date(texte: str, *, champ: str = "date") -> date:
    """Lit une date ISO AAAA-MM-JJ. Lève DonneeInvalide (DATE_ILLISIBLE) si elle est absente, mal formée ou impossible."""
    try:
        if len(texte) != 10:
            raise ValueError
        return date.fromisoformat(texte)
    except ValueError:
        raise DonneeInvalide(
            "DATE_ILLISIBLE", f"« {texte} » n'est pas une date AAAA-MM-JJ existante.", champ=champ
        ) from None


def ajouter_mois(jour: date, mois: int) -> date:
    """Le même quantième `mois` mois plus tard, ou le dernier jour du mois s'il n'existe pas (CPC art. 641).

    31 janvier + 1 mois = 28 ou 29 février ; l'opération n'est donc pas réversible.
    """
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, numero = divmod(rang, 12)
    return date(annee, numero + 1, min(jour.day, calendar.monthrange(annee, numero + 1)[1]))


def age_au(naissance: date, jour: date) -> int:
    """Âge révolu, en années, au jour dit."""
    return jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))


@dataclass(frozen=True, order=True)
class Mois:
    """Mois civil, écrit AAAA-MM."""

    annee: int
    numero: int

    def __post_init__(self) -> None:
        if not (1 <= self.numero <= 12 and 1900 <= self.annee <= 2999):
            raise DonneeInvalide("MOIS_IMPOSSIBLE", f"Mois impossible : {self.annee}-{self.numero}.", champ="mois")

    @classmethod
    def lire(cls, texte: str, *, champ: str = "mois") -> Mois:
        """Lit AAAA-MM ; lève DonneeInvalide (MOIS_ILLISIBLE) sinon."""
        annee, tiret, numero = texte.partition("-")
        if not (tiret and len(annee) == 4 and len(numero) == 2 and annee.isdecimal() and numero.isdecimal()):
            raise DonneeInvalide("MOIS_ILLISIBLE", f"« {texte} » n'est pas un mois AAAA-MM.", champ=champ)
        return cls(int(annee), int(numero))

    @classmethod
    def de(cls, jour: date) -> Mois:
        return cls(jour.year, jour.month)

    def __str__(self) -> str:
        return f"{self.annee:04d}-{self.numero:02d}"

    @property
    def premier_jour(self) -> date:
        return _bornes(self.annee, self.numero)[0]

    @property
    def dernier_jour(self) -> date:
        return _bornes(self.annee, self.numero)[1]

    @property
    def nombre_de_jours(self) -> int:
        return self.dernier_jour.day

    def decale(self, mois: int) -> Mois:
        return Mois.de(ajouter_mois(self.premier_jour, mois))

    @property
    def periode(self) -> Periode:
        return Periode(self.premier_jour, self.dernier_jour)


@lru_cache(maxsize=1024)
def _bornes(annee: int, numero: int) -> tuple[date, date]:
    """Premier et dernier jour d'un mois : un calcul de masse les demande cent fois par bail."""
    return date(annee, numero, 1), date(annee, numero, calendar.monthrange(annee, numero)[1])


@dataclass(frozen=True)
class Periode:
    """Intervalle de jours, bornes incluses ; `fin` None signifie « sans fin connue »."""

    debut: date
    fin: date | None = None

    def __post_init__(self) -> None:
        if self.fin is not None and self.fin < self.debut:
            raise DonneeInvalide(
                "PERIODE_INVERSEE", f"La fin ({self.fin}) précède le début ({self.debut}).", champ="fin"
            )

    def contient(self, jour: date) -> bool:
        return self.debut <= jour and (self.fin is None or jour <= self.fin)

    def jours_communs(self, autre: Periode) -> int:
        """Nombre de jours, bornes incluses, communs aux deux périodes (l'une au moins doit finir)."""
        debut = max(self.debut, autre.debut)
        fins = [fin for fin in (self.fin, autre.fin) if fin is not None]
        if not fins:
            raise DonneeInvalide("PERIODE_SANS_FIN", "Deux périodes sans fin n'ont pas de durée commune.", champ="fin")
        return max(0, (min(fins) - debut).days + 1)
