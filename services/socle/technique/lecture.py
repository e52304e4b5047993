"""Une lecture fréquente : sa requête est compilée une fois, puis jouée sur la connexion nue.

Bâtir, comparer et compiler une requête, ouvrir une session, préparer ses lignes coûtent plus cher que la lecture même :
une carte de la vue 360° y passait les trois quarts de son temps. Les types des colonnes, eux, restent ceux des tables.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any, cast

import psycopg
from opentelemetry import trace
from sqlalchemy import Engine, Select, TextualSelect
from sqlalchemy.dialects.postgresql import psycopg as dialecte_psycopg

from socle.technique.telemetrie import exporte

traceur = trace.get_tracer("socle.lecture")
_DIALECTE = cast(Callable[[], Any], dialecte_psycopg.dialect)()
PANNES = (psycopg.OperationalError, psycopg.InterfaceError)
"""Ce que lève une base injoignable."""


Jouer = Callable[..., Sequence[Any]]
"""Joue une lecture avec ses valeurs et rend ses lignes : `Porte.jouer`."""


class LecturePreparee:
    """Une requête dont les valeurs se nomment (`bindparam`) et se donnent à chaque jeu, telles que psycopg les adapte.

    Rend des lignes nommées d'après les colonnes. Sûre entre fils ; se construit une fois, à l'import.
    """

    def __init__(self, requete: Select[Any] | TextualSelect) -> None:
        compilee: Any = requete.compile(dialect=_DIALECTE)
        self._sql = str(compilee)
        self._constantes = {
            nom: _lier(parametre.type)(parametre.value)
            for nom, parametre in compilee.binds.items()
            if not parametre.required
        }
        colonnes = list(requete.selected_columns)
        self._ligne: Any = namedtuple("Ligne", [colonne.key for colonne in colonnes])  # type: ignore[misc]
        self._convertis = [(rang, f) for rang, c in enumerate(colonnes) if (f := _convertisseur(c.type)) is not None]

    def jouer(self, moteur: Engine, **valeurs: Any) -> Sequence[Any]:
        """Toutes les lignes. Lève l'erreur de psycopg ; si la connexion est morte, le réservoir est renouvelé.

        `moteur` lit en AUTOCOMMIT : sous READ COMMITTED, une requête seule n'y perd rien.
        """
        trace_sql = traceur.start_as_current_span("SELECT", kind=trace.SpanKind.CLIENT) if exporte() else nullcontext()
        with trace_sql:
            lignes = self._lire(moteur, {**self._constantes, **valeurs})
        return [self._rendre(ligne) for ligne in lignes]

    def _lire(self, moteur: Engine, valeurs: dict[str, Any]) -> list[tuple[Any, ...]]:
        emprunt = moteur.raw_connection()
        connexion: Any = emprunt.driver_connection
        try:
            lues: list[tuple[Any, ...]] = connexion.execute(self._sql, valeurs, prepare=True).fetchall()
            return lues
        except PANNES:
            if connexion.closed:
                emprunt.invalidate()
                moteur.dispose()
            raise
        finally:
            emprunt.close()

    def _rendre(self, ligne: tuple[Any, ...]) -> Any:
        valeurs = list(ligne)
        for rang, convertir in self._convertis:
            valeurs[rang] = convertir(valeurs[rang])
        return self._ligne._make(valeurs)


def _lier(genre: Any) -> Callable[[Any], Any]:
    return genre.dialect_impl(_DIALECTE).bind_processor(_DIALECTE) or (lambda valeur: valeur)


def _convertisseur(genre: Any) -> Callable[[Any], Any] | None:
    convertisseur: Callable[[Any], Any] | None = genre.dialect_impl(_DIALECTE).result_processor(_DIALECTE, None)
    return convertisseur
