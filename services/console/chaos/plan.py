"""Le plan de fautes : tiré d'une graine, connu avant de commencer ; la même graine donne le même plan."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Voie(Enum):
    """Les fautes d'une même voie se suivent ; celles de deux voies se recouvrent."""

    SERVEURS = "SERVEURS"
    PROCESSUS = "PROCESSUS"
    LEGERE = "LEGERE"


class Genre(Enum):
    COURTIER_REDEMARRE = "COURTIER_REDEMARRE"
    COURTIER_TUE = "COURTIER_TUE"
    POSTGRES_REDEMARRE = "POSTGRES_REDEMARRE"
    POSTGRES_TUE = "POSTGRES_TUE"
    CONSOMMATEUR_TUE = "CONSOMMATEUR_TUE"
    RELAIS_TUE = "RELAIS_TUE"
    GRPC_TUE = "GRPC_TUE"
    PROCESSUS_SUSPENDU = "PROCESSUS_SUSPENDU"
    DEUX_RELAIS = "DEUX_RELAIS"
    REDEMARRAGE_ROULANT = "REDEMARRAGE_ROULANT"
    CONFIRMATION_COUPEE = "CONFIRMATION_COUPEE"
    COURTIER_LENT = "COURTIER_LENT"
    SESSION_TERMINEE = "SESSION_TERMINEE"
    LIVRAISON_DOUBLE = "LIVRAISON_DOUBLE"
    LIVRAISON_RETARDEE = "LIVRAISON_RETARDEE"
    LIVRAISON_MELANGEE = "LIVRAISON_MELANGEE"
    MESSAGE_EMPOISONNE = "MESSAGE_EMPOISONNE"


@dataclass(frozen=True)
class Nature:
    """`tenue` : secondes où la faute occupe sa voie ; `part` : poids parmi les fautes légères ; `cibles` : qui elle vise."""

    voie: Voie
    tenue: float
    part: int = 0
    cibles: tuple[str, ...] = ("",)


CONSOMMATEURS = ("quittancement", "recouvrement", "demandes", "baux", "proximite", "temoin")
PUBLIEURS = ("proximite", "quittancement", "demandes", "baux")
OCCUPES = ("proximite", "quittancement")
"""Services qui publient sans cesse pendant la charge : la reprise de leur relais se mesure."""


NATURES = {
    Genre.COURTIER_REDEMARRE: Nature(Voie.SERVEURS, 12.0),
    Genre.COURTIER_TUE: Nature(Voie.SERVEURS, 12.0),
    Genre.POSTGRES_REDEMARRE: Nature(Voie.SERVEURS, 6.0),
    Genre.POSTGRES_TUE: Nature(Voie.SERVEURS, 7.0),
    Genre.CONSOMMATEUR_TUE: Nature(Voie.PROCESSUS, 2.0, cibles=CONSOMMATEURS),
    Genre.RELAIS_TUE: Nature(Voie.PROCESSUS, 10.0, cibles=OCCUPES),
    Genre.GRPC_TUE: Nature(Voie.PROCESSUS, 2.0),
    Genre.PROCESSUS_SUSPENDU: Nature(Voie.PROCESSUS, 17.0, cibles=OCCUPES),
    Genre.DEUX_RELAIS: Nature(Voie.PROCESSUS, 10.0, cibles=PUBLIEURS),
    Genre.REDEMARRAGE_ROULANT: Nature(Voie.PROCESSUS, 12.0, cibles=CONSOMMATEURS),
    Genre.CONFIRMATION_COUPEE: Nature(Voie.LEGERE, 0.0, part=4),
    Genre.COURTIER_LENT: Nature(Voie.LEGERE, 0.0, part=2),
    Genre.SESSION_TERMINEE: Nature(Voie.LEGERE, 0.0, part=5, cibles=PUBLIEURS),
    Genre.LIVRAISON_DOUBLE: Nature(Voie.LEGERE, 0.0, part=6, cibles=PUBLIEURS),
    Genre.LIVRAISON_RETARDEE: Nature(Voie.LEGERE, 0.0, part=3, cibles=PUBLIEURS),
    Genre.LIVRAISON_MELANGEE: Nature(Voie.LEGERE, 0.0, part=4, cibles=PUBLIEURS),
    Genre.MESSAGE_EMPOISONNE: Nature(Voie.LEGERE, 0.0, part=6, cibles=PUBLIEURS),
}

RYTHME_LEGER = 1.25
"""Fautes légères par seconde."""

DUREE_MIN = 60.0
"""Secondes : ce que demandent, bout à bout, les fautes de la voie la plus longue."""

SURSIS = 3.0
"""Secondes calmes au début et à la fin du plan."""


@dataclass(frozen=True, order=True)
class Faute:
    """Une faute : quand (secondes depuis le départ), quoi, sur qui, et la graine de ses propres choix."""

    debut_s: float
    genre: Genre = Genre.GRPC_TUE
    cible: str = ""
    alea: int = 0

    @property
    def nature(self) -> Nature:
        return NATURES[self.genre]


def dresser(*, duree_s: float, graine: int) -> list[Faute]:
    """Plan d'une course : chaque genre au moins une fois par minute entière, deux dès deux minutes ; trié par instant.

    Lève ValueError si la durée ne laisse pas place à une faute de chaque genre.
    """
    if duree_s < DUREE_MIN:
        raise ValueError(f"Une course dure au moins {DUREE_MIN:.0f} secondes.")
    alea = random.Random(f"logis-chaos:{graine}:{duree_s:g}")
    tours = max(1, int(duree_s // 60))
    fautes = [
        *_voie(Voie.SERVEURS, tours, duree_s, alea),
        *_voie(Voie.PROCESSUS, tours, duree_s, alea),
        *_legeres(tours, duree_s, alea),
    ]
    return sorted(fautes, key=lambda f: (f.debut_s, f.genre.value))


def compter(fautes: Sequence[Faute]) -> dict[str, int]:
    """Nombre de fautes par genre, tous les genres présents."""
    nombres = Counter(f.genre for f in fautes)
    return {genre.value: nombres[genre] for genre in Genre}


def _voie(voie: Voie, tours: int, duree_s: float, alea: random.Random) -> list[Faute]:
    """Les genres d'une voie lourde, mélangés, espacés à proportion de leur tenue."""
    genres = [genre for genre, nature in NATURES.items() if nature.voie is voie] * tours
    alea.shuffle(genres)
    disponible = duree_s - 2 * SURSIS
    libre = max(0.0, disponible - sum(NATURES[g].tenue for g in genres))
    instant, fautes = SURSIS, []
    for genre in genres:
        instant += alea.uniform(0.5, 1.0) * libre / len(genres)
        fautes.append(_faute(genre, instant, alea))
        instant += NATURES[genre].tenue
    return fautes


def _legeres(tours: int, duree_s: float, alea: random.Random) -> list[Faute]:
    legeres = {genre: nature.part for genre, nature in NATURES.items() if nature.voie is Voie.LEGERE}
    nombre = round((duree_s - 2 * SURSIS) * RYTHME_LEGER)
    genres = [genre for genre in legeres for _ in range(tours)]
    genres += alea.choices(list(legeres), weights=list(legeres.values()), k=max(0, nombre - len(genres)))
    alea.shuffle(genres)
    return [_faute(genre, alea.uniform(SURSIS, duree_s - SURSIS), alea) for genre in genres]


def _faute(genre: Genre, instant: float, alea: random.Random) -> Faute:
    return Faute(
        debut_s=round(instant, 3), genre=genre, cible=alea.choice(NATURES[genre].cibles), alea=alea.getrandbits(32)
    )
