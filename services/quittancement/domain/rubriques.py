"""Les rubriques d'une quittance, lues dans le barème : aucun code de ligne n'est connu du calcul lui-même."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


class Saisie(Enum):
    """Comment une ligne de ce code entre au bail."""

    LIBRE = "LIBRE"
    """Chaque mois, tant qu'elle court."""
    PONCTUELLE = "PONCTUELLE"
    """Une fois."""
    REGLE = "REGLE"
    """Par sa règle seulement : SLS, troisième ligne, assurance, indemnité, régularisation, ou calculée."""


class Tva(Enum):
    JAMAIS = "JAMAIS"
    SI_ASSUJETTI = "SI_ASSUJETTI"
    TOUJOURS = "TOUJOURS"


class Nature(Enum):
    """Ventilation de la dette, exigée par les décomptes."""

    LOYER = "LOYER"
    CHARGES = "CHARGES"
    AUTRES = "AUTRES"


@dataclass(frozen=True, kw_only=True, eq=False)
class Rubrique:
    """Code de ligne et ses règles, à une date. Une par code et par date : `rubrique` rend toujours la même."""

    code: str
    libelle: str
    au_prorata: bool
    signe: str
    nature: Nature
    depense: bool
    compte: str
    ordre: int
    deduit_de: tuple[str, ...]
    remplace: tuple[str, ...]
    saisie: Saisie
    tva: Tva
    source: str
    certitude: str

    def verifier(self, montant: Montant) -> None:
        """Lève DonneeInvalide (SIGNE_IMPOSSIBLE) si le montant n'a pas le signe que la rubrique admet."""
        if (self.signe == "POSITIF" and montant.centimes < 0) or (self.signe == "NEGATIF" and montant.centimes > 0):
            raise DonneeInvalide(
                "SIGNE_IMPOSSIBLE", f"{self.code} ({self.libelle}) ne peut pas valoir {montant}.", champ=self.code
            )


def rubrique(code: str, *, au: date, baremes: Baremes) -> Rubrique:
    """Rubrique en vigueur. Lève DonneeInvalide (RUBRIQUE_INCONNUE) si le code n'est pas au barème."""
    return baremes.memoriser((Rubrique, code, au), lambda: _lire(code, au, baremes))


def _lire(code: str, au: date, baremes: Baremes) -> Rubrique:
    try:
        valeur = baremes.au(f"rubrique_{code}", au)
    except KeyError:
        raise DonneeInvalide("RUBRIQUE_INCONNUE", f"« {code} » n'est pas une rubrique connue.", champ="code") from None
    brut = valeur.valeur
    return Rubrique(
        code=code,
        libelle=brut["libelle"],
        au_prorata={"JOURS": True, "AUCUN": False}[brut["prorata"]],
        signe=brut["signe"],
        nature=Nature(brut["nature"]),
        depense=brut["depense"],
        compte=brut["compte"],
        ordre=brut["ordre"],
        deduit_de=tuple(brut.get("deduit_de", ())),
        remplace=tuple(brut.get("remplace", ())),
        saisie=Saisie(brut.get("saisie", "REGLE")),
        tva=Tva(brut.get("tva", "JAMAIS")),
        source=valeur.source,
        certitude=valeur.certitude,
    )
