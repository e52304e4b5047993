"""Ce qui suspend les relances, et les conditions nommées que les étapes peuvent poser."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.etapes import Condition
from recouvrement.domain.orientation import StatutAccompagnement
from socle.domaine.explication import Reponse


class Arret(Enum):
    """Motifs d'arrêt. Aucun ne dit la santé ou la vie privée : SUSPENSION_DEMANDEE est le code neutre pour tout cela."""

    SOLDE_NUL = "SOLDE_NUL"
    FSL_EN_INSTRUCTION = "FSL_EN_INSTRUCTION"
    ACCOMPAGNEMENT_EN_COURS = "ACCOMPAGNEMENT_EN_COURS"
    PLAN_RESPECTE = "PLAN_RESPECTE"
    SURENDETTEMENT_RECEVABLE = "SURENDETTEMENT_RECEVABLE"
    DECES = "DECES"
    CONTESTATION_OUVERTE = "CONTESTATION_OUVERTE"
    SUSPENSION_DEMANDEE = "SUSPENSION_DEMANDEE"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Ce que le dossier ne sait pas lui-même. None : on ne sait pas. `signales` : arrêts portés à notre connaissance."""

    segment: str | None = None
    contact_etabli: bool | None = None
    plan_en_cours: bool | None = None
    garant: bool | None = None
    signales: frozenset[Arret] = frozenset()


def arrets_en_cours(dossier: DossierImpaye, situation: Situation, *, permis: AbstractSet[Arret]) -> list[Arret]:
    """Arrêts du scénario (`permis`) qui valent pour ce dossier, dans l'ordre de la liste."""
    constates = set(situation.signales)
    if not dossier.dette_courante:
        constates.add(Arret.SOLDE_NUL)
    if dossier.fsl_en_cours is not None:
        constates.add(Arret.FSL_EN_INSTRUCTION)
    if dossier.accompagnement is StatutAccompagnement.EN_COURS:
        constates.add(Arret.ACCOMPAGNEMENT_EN_COURS)
    return [arret for arret in Arret if arret in constates and arret in permis]


def verifier(condition: Condition, dossier: DossierImpaye, situation: Situation) -> Reponse:
    """Réponse d'une condition ; INCONNU dès que sa donnée manque."""
    if condition is Condition.DEUX_TERMES_DUS:
        return _reponse(len(dossier.termes_dus) >= 2)
    if condition is Condition.SEGMENT_OUBLI_OU_FRAGILE:
        return _reponse(None if situation.segment is None else situation.segment in ("OUBLI", "FRAGILE"))
    if condition is Condition.SANS_CONTACT:
        return _reponse(_inverse(situation.contact_etabli))
    if condition is Condition.SANS_PLAN:
        return _reponse(_inverse(situation.plan_en_cours))
    return _reponse(situation.garant)


def _inverse(valeur: bool | None) -> bool | None:
    return None if valeur is None else not valeur


def _reponse(valeur: bool | None) -> Reponse:
    return Reponse.INCONNU if valeur is None else Reponse.OUI if valeur else Reponse.NON
