"""Les conseils : des gestes choisis par ce qu'on constate chez le ménage."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from quittancement.domain.energie.compteur import Point
from socle.domaine.baremes import Baremes

PLUS_QUE_SEMBLABLES, HAUSSE_ANNUELLE = "PLUS_QUE_SEMBLABLES", "HAUSSE_ANNUELLE"
"""Déclencheurs de la comparaison ; les autres sont les règles d'anomalie."""


@dataclass(frozen=True, kw_only=True)
class Conseil:
    """`gain` et `cout` valent « inconnu » quand rien ne les chiffre ; `declencheurs` : ce qui l'a fait choisir."""

    code: str
    message: str
    gain: str
    cout: str
    declencheurs: tuple[str, ...]


def choisir(point: Point, declencheurs: Collection[str], *, au: date, baremes: Baremes) -> list[Conseil]:
    """Conseils pour ce fluide, dans l'ordre du barème ; aucun quand rien ne le demande."""
    choisis = []
    for brut in baremes.au("conseils", au).valeur:
        retenus = tuple(d for d in brut["declencheurs"] if d in declencheurs)
        pour_ce_point = point.fluide.value in brut["fluides"] and (point.usage.chauffe or not brut.get("chauffage"))
        if retenus and pour_ce_point:
            choisis.append(
                Conseil(
                    code=brut["code"],
                    message=brut["message"],
                    gain=brut["gain"],
                    cout=brut["cout"],
                    declencheurs=retenus,
                )
            )
    return choisis
