"""Codes stables des demandes, et leur lecture depuis un texte reçu."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum

from socle.domaine.baremes import ValeurDatee
from socle.domaine.codes import lire_code as lire_code
from socle.domaine.refus import DonneeInvalide

CODE_INSEE = re.compile(r"(?:\d{2}|2[AB])\d{3}")
TYPOLOGIES = frozenset({"CHAMBRE", "T1", "T1BIS", "T2", "T3", "T4", "T5", "T6", "T7"})


class Lien(Enum):
    """Place d'une personne dans le foyer à loger."""

    DEMANDEUR = "DEMANDEUR"
    CODEMANDEUR = "CODEMANDEUR"
    ENFANT = "ENFANT"
    ASCENDANT = "ASCENDANT"
    AUTRE = "AUTRE"


class SituationFamiliale(Enum):
    CELIBATAIRE = "CELIBATAIRE"
    MARIE = "MARIE"
    PACSE = "PACSE"
    CONCUBIN = "CONCUBIN"
    DIVORCE = "DIVORCE"
    SEPARE = "SEPARE"
    VEUF = "VEUF"

    @property
    def en_couple(self) -> bool:
        return self in (SituationFamiliale.MARIE, SituationFamiliale.PACSE, SituationFamiliale.CONCUBIN)


class FamillePiece(Enum):
    """Familles de la liste limitative des pièces (arrêté du 22/12/2020)."""

    IDENTITE_SEJOUR = "IDENTITE_SEJOUR"
    RESSOURCES_FISCALES = "RESSOURCES_FISCALES"
    SITUATION_FAMILIALE = "SITUATION_FAMILIALE"
    SITUATION_PRO = "SITUATION_PRO"
    RESSOURCES_MENSUELLES = "RESSOURCES_MENSUELLES"
    LOGEMENT_ACTUEL = "LOGEMENT_ACTUEL"
    MOTIF = "MOTIF"


class MotifRadiation(Enum):
    """Motifs limitatifs de CCH art. R441-2-8, de a) à f)."""

    ATTRIBUTION_BAIL_SIGNE = "ATTRIBUTION_BAIL_SIGNE"
    RENONCIATION = "RENONCIATION"
    NON_REPONSE = "NON_REPONSE"
    IRRECEVABILITE = "IRRECEVABILITE"
    NON_RENOUVELLEMENT = "NON_RENOUVELLEMENT"
    FUSION = "FUSION"


def exiger_codes(codes: Iterable[str], admis: ValeurDatee, *, champ: str) -> None:
    """Lève DonneeInvalide (CODE_INCONNU) si un code sort de la nomenclature datée."""
    inconnus = [code for code in codes if code not in admis.valeur]
    if inconnus:
        raise DonneeInvalide(
            "CODE_INCONNU",
            f"« {', '.join(inconnus)} » : admis {', '.join(admis.valeur)} ({admis.source}).",
            champ=champ,
        )


def exiger_texte(texte: str, *, champ: str) -> None:
    """Lève DonneeInvalide (CHAMP_VIDE) si le texte est vide."""
    if not texte.strip():
        raise DonneeInvalide("CHAMP_VIDE", f"Le champ « {champ} » est obligatoire.", champ=champ)


def exiger_code_insee(code: str, *, champ: str) -> None:
    """Lève DonneeInvalide (CODE_INSEE_ILLISIBLE) si le code n'a pas la forme d'un code INSEE de commune."""
    if not CODE_INSEE.fullmatch(code):
        raise DonneeInvalide("CODE_INSEE_ILLISIBLE", f"« {code} » n'est pas un code INSEE de commune.", champ=champ)
