"""Ce qui se récupère d'une dépense : la liste limitative du décret 82-955, lue dans le barème à la date du service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from socle.domaine.baremes import Baremes
from socle.domaine.montant import Arrondi, Montant
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class NatureDepense:
    """Une nature de dépense à une date. `poste` est la rubrique du décret, `taux` la part récupérable."""

    code: str
    libelle: str
    poste: str
    taux: Fraction
    justificatif: bool
    source: str
    certitude: str

    def recuperable(self, montant: Montant) -> Montant:
        """Part récupérable d'une facture toutes taxes comprises, au centime le plus proche."""
        return montant.fois(self.taux, arrondi=Arrondi.COMMERCIAL)


def nature_depense(code: str, *, au: date, baremes: Baremes) -> NatureDepense:
    """Nature en vigueur au jour du service. Lève DonneeInvalide (NATURE_HORS_LISTE) : la liste est limitative."""
    try:
        valeur = baremes.au(f"nature_{code}", au)
    except KeyError:
        raise DonneeInvalide(
            "NATURE_HORS_LISTE",
            f"« {code[:40]} » n'est pas dans la liste des charges récupérables : la dépense reste au bailleur.",
            champ="nature",
        ) from None
    return NatureDepense(
        code=code,
        libelle=valeur.valeur["libelle"],
        poste=valeur.valeur["poste"],
        taux=Fraction(valeur.valeur["taux"], 100),
        justificatif=valeur.valeur["justificatif"],
        source=valeur.source,
        certitude=valeur.certitude,
    )
