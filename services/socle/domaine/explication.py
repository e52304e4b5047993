"""Chaque montant ou décision calculé sait dire pourquoi : règle, article, date, données d'entrée."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

CERTITUDES = ("verifie", "calcule", "memoire", "incertain", "parametre")
"""verifie : lu dans une source ; calcule : déduit d'une formule vérifiée ; memoire : non relu ;
incertain : à confirmer avant usage réel ; parametre : choix du bailleur, pas une règle de droit."""


@dataclass(frozen=True, kw_only=True)
class Explication:
    """Pourquoi ce résultat. `article` est la source citée, `date` celle du fait qui appelle la règle."""

    regle: str
    article: str
    date: date
    entrees: Mapping[str, str] = field(default_factory=dict)
    resultat: str = ""
    certitude: str = "verifie"


class Reponse(Enum):
    """Une règle répond oui, non, ou inconnu quand une donnée manque : jamais oui par défaut."""

    OUI = "OUI"
    NON = "NON"
    INCONNU = "INCONNU"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Réponse d'une règle, avec son explication et, si INCONNU, les données qui manquent."""

    reponse: Reponse
    explication: Explication
    manquants: Sequence[str] = ()

    @property
    def favorable(self) -> bool:
        return self.reponse is Reponse.OUI
