"""Les 70 catégories de réclamation, avec l'urgence et l'imputation que l'on attend de chacune (spécification A.2)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from socle.domaine.refus import DonneeInvalide

NOMBRE_DE_CATEGORIES = 70


class TaxonomieMalFormee(ValueError):
    """Le fichier des catégories ne peut pas être chargé : ligne illisible, code en double ou catégorie manquante."""


class NiveauUrgence(Enum):
    """U1 danger immédiat, U2 urgent, U3 courant, U4 programmable."""

    U1 = "U1"
    U2 = "U2"
    U3 = "U3"
    U4 = "U4"

    @property
    def rang(self) -> int:
        """1 pour le plus urgent."""
        return int(self.value[1])

    def surclasse(self, niveaux: int) -> NiveauUrgence:
        """Le niveau plus urgent de `niveaux` crans, sans dépasser U1."""
        return NiveauUrgence(f"U{max(1, self.rang - niveaux)}")


class Imputation(Enum):
    """Qui répare : locataire, bailleur, contrat d'entretien, à qualifier, assurance, tiers, sans objet."""

    LOC = "LOC"
    PROP = "PROP"
    CTR = "CTR"
    MIX = "MIX"
    SIN = "SIN"
    TIERS = "TIERS"
    NA = "NA"


class Lieu(Enum):
    """Logement, partie commune, extérieur ou affaire administrative."""

    LOG = "LOG"
    PC = "PC"
    EXT = "EXT"
    ADM = "ADM"


@dataclass(frozen=True, kw_only=True)
class Categorie:
    """Une ligne de la taxonomie. `alerte` est vide quand il n'y en a pas."""

    code: str
    famille: str
    libelle: str
    technique: bool
    lieu: Lieu
    imputation: Imputation
    reference: str
    """Rubrique du décret 87-712 ou autre fondement de l'imputation par défaut ; vide s'il n'y en a pas."""
    urgence: NiveauUrgence
    collectif: bool
    """Chercher les doublons et l'incident collectif."""
    alerte: str
    service_cible: str

    @property
    def dangereuse(self) -> bool:
        return self.alerte == "DANGER"


class Taxonomie:
    """Les catégories, par code, dans l'ordre du fichier."""

    def __init__(self, categories: Iterable[Categorie]) -> None:
        self._par_code: dict[str, Categorie] = {}
        for categorie in categories:
            if categorie.code in self._par_code:
                raise TaxonomieMalFormee(f"Le code {categorie.code} est en double.")
            self._par_code[categorie.code] = categorie
        if len(self._par_code) != NOMBRE_DE_CATEGORIES:
            raise TaxonomieMalFormee(f"{len(self._par_code)} catégories au lieu de {NOMBRE_DE_CATEGORIES}.")

    def __iter__(self) -> Iterator[Categorie]:
        return iter(self._par_code.values())

    def __len__(self) -> int:
        return len(self._par_code)

    def categorie(self, code: str) -> Categorie:
        """Lève DonneeInvalide (CATEGORIE_INCONNUE) si le code n'est pas dans la taxonomie."""
        try:
            return self._par_code[code]
        except KeyError:
            raise DonneeInvalide(
                "CATEGORIE_INCONNUE", f"« {code} » n'est pas une catégorie de réclamation.", champ="categorie"
            ) from None


def lire_taxonomie(lignes: Iterable[str]) -> Taxonomie:
    """Lit les lignes du CSV (en-tête compris, séparateur « ; »). Lève TaxonomieMalFormee à la première ligne fautive."""
    return Taxonomie([_categorie(brut) for brut in csv.DictReader(lignes, delimiter=";")])


def _categorie(brut: dict[str, str]) -> Categorie:
    try:
        return Categorie(
            code=_rempli(brut["code"]),
            famille=_rempli(brut["famille"]),
            libelle=_rempli(brut["libelle"]),
            technique=_choix(brut["type"], oui="T", non="N"),
            lieu=Lieu(brut["lieu"]),
            imputation=Imputation(brut["imputation"]),
            reference=_sans_tiret(brut["ref_87_712"]),
            urgence=NiveauUrgence(brut["urgence"]),
            collectif=_choix(brut["collectif"], oui="O", non="N"),
            alerte=_sans_tiret(brut["alerte"]),
            service_cible=_rempli(brut["service_cible"]),
        )
    except (KeyError, ValueError, AttributeError) as erreur:
        raise TaxonomieMalFormee(f"Ligne illisible ({brut.get('code')}) : {erreur}.") from erreur


def _rempli(texte: str) -> str:
    if not texte.strip():
        raise ValueError("une colonne obligatoire est vide")
    return texte.strip()


def _sans_tiret(texte: str) -> str:
    return "" if texte.strip() == "-" else texte.strip()


def _choix(texte: str, *, oui: str, non: str) -> bool:
    if texte not in (oui, non):
        raise ValueError(f"« {texte} » n'est ni {oui} ni {non}")
    return texte == oui
