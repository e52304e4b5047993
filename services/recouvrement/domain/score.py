"""Score de priorisation d'un dossier (spécification E.2) : il range une file de travail, il ne décide rien (RGPD art. 22).

Chaque facteur vaut entre 0 et 1, fois son poids. Un facteur inconnu ne compte ni pour ni contre : il est nommé.
Ni santé, ni origine : aucun facteur ne les touche.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Arrondi


@dataclass(frozen=True, kw_only=True)
class Indices:
    """Ce que le dossier ne sait pas ; None : on ne sait pas."""

    dette_en_hausse: bool | None = None
    prelevements_rejetes: int | None = None
    aide_en_baisse: bool | None = None
    premier_incident: bool | None = None
    taux_effort: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Score:
    """`points` sur `sur` (somme des poids connus) ; `inconnus` nomme les facteurs sans donnée."""

    points: int
    sur: int
    inconnus: Sequence[str]
    explication: Explication


def score(dossier: DossierImpaye, *, au: date, indices: Indices, baremes: Baremes) -> Score:
    """Score au jour dit, arrondi au point le plus proche ; l'explication donne les points de chaque facteur."""
    poids = baremes.au("poids_du_score", au)
    facteurs = _facteurs(dossier, au, indices, baremes.au("echelles_du_score", au).valeur)
    points = {nom: facteur * poids.valeur[nom] for nom, facteur in facteurs.items() if facteur is not None}
    total = Arrondi.COMMERCIAL.appliquer(sum(points.values(), Fraction(0)))
    sur = sum(poids.valeur[nom] for nom in points)
    return Score(
        points=total,
        sur=sur,
        inconnus=[nom for nom, facteur in facteurs.items() if facteur is None],
        explication=Explication(
            regle="score_de_priorisation",
            article=poids.source,
            date=au,
            entrees={nom: f"{points[nom]} sur {poids.valeur[nom]}" if nom in points else "inconnu" for nom in facteurs},
            resultat=f"{total} sur {sur}",
            certitude=poids.certitude,
        ),
    )


def _facteurs(
    dossier: DossierImpaye, au: date, indices: Indices, echelles: Mapping[str, Any]
) -> dict[str, Fraction | None]:
    reference = dossier.plus_ancien_terme_du
    jours = max(0, (au - reference.limite_paiement_le).days) if reference else 0
    seuil = Fraction(echelles["taux_effort"])
    return {
        "anciennete": _part(jours, sur=echelles["jours_de_retard"]),
        "termes_impayes": _part(len(dossier.termes_dus), sur=echelles["termes_impayes"]),
        "tendance": _oui(indices.dette_en_hausse),
        "rejets": _part(indices.prelevements_rejetes, sur=echelles["prelevements_rejetes"]),
        "aide_en_baisse": _oui(indices.aide_en_baisse),
        "premier_incident": _oui(indices.premier_incident),
        "taux_effort": None if indices.taux_effort is None else Fraction(indices.taux_effort > seuil),
    }


def _part(nombre: int | None, *, sur: int) -> Fraction | None:
    return None if nombre is None else min(Fraction(1), Fraction(nombre, sur))


def _oui(reponse: bool | None) -> Fraction | None:
    return None if reponse is None else Fraction(reponse)
