"""Qui occupe quoi, quels jours : les lots d'un exercice et leurs occupations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from uuid import UUID

from socle.domaine.montant import Montant
from socle.domaine.periodes import Periode
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class Occupation:
    """Présence d'un locataire, bornes incluses. `mesures` : ce que son compteur a relevé, en millièmes d'unité, par clé.

    `reprises` : provisions quittancées avant la reprise du compte dans Logis.
    """

    bail_id: UUID
    debut: date
    fin: date
    mesures: Mapping[str, int] = field(default_factory=dict)
    reprises: Montant = Montant(0)  # noqa: RUF009 - immuable

    def __post_init__(self) -> None:
        Periode(self.debut, self.fin)
        if any(mesure < 0 for mesure in self.mesures.values()):
            raise DonneeInvalide("MESURE_NEGATIVE", "Une mesure n'est pas négative.", champ="mesures")
        if self.reprises.centimes < 0:
            raise DonneeInvalide("MONTANT_NEGATIF", "Des provisions ne sont pas négatives.", champ="reprises")

    def jours(self, exercice: Periode) -> int:
        return exercice.jours_communs(Periode(self.debut, self.fin))


@dataclass(frozen=True, kw_only=True)
class LotDeCharges:
    """Logement, loge ou commerce. `emplacement` va du groupe au lot : « G1/B2/C1/0012 ».

    `poids` : par clé, en millièmes d'unité (m², tantième). Un lot hors périmètre (loge, commerce) compte au dénominateur
    et sa part reste au bailleur.
    """

    reference: str
    emplacement: str
    poids: Mapping[str, int]
    occupations: Sequence[Occupation] = ()
    hors_perimetre: bool = False

    def __post_init__(self) -> None:
        if not self.reference or not all(self.emplacement.split("/")):
            raise DonneeInvalide("LOT_SANS_NOM", "Un lot a une référence et un emplacement.", champ="emplacement")
        if any(poids < 0 for poids in self.poids.values()):
            raise DonneeInvalide("POIDS_NEGATIF", "Un poids n'est pas négatif.", champ="poids")
        if self.hors_perimetre and self.occupations:
            raise DonneeInvalide("LOT_HORS_PERIMETRE", "Un lot hors périmètre n'a pas d'occupant.", champ="occupations")
        for avant, apres in pairwise(self.dans_l_ordre):
            if apres.debut <= avant.fin:
                raise DonneeInvalide(
                    "OCCUPATIONS_EN_DOUBLE", f"{self.reference} : deux occupants le {apres.debut}.", champ="occupations"
                )

    @property
    def groupe(self) -> str:
        return self.emplacement.partition("/")[0]

    @property
    def dans_l_ordre(self) -> list[Occupation]:
        return sorted(self.occupations, key=lambda o: o.debut)

    def dans(self, perimetre: str) -> bool:
        """Le lot est-il sous ce nœud du patrimoine ?"""
        return f"{self.emplacement}/".startswith(f"{perimetre}/")

    def jours_vacants(self, exercice: Periode) -> int:
        """Jours de l'exercice que nul n'occupe, à la charge du bailleur."""
        return exercice.jours_communs(exercice) - sum(o.jours(exercice) for o in self.occupations)
