"""Les minuteries d'un service : une exécution par période, là où la tenure de sa première partition est tenue."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, text

from socle.technique.messagerie.relais import identite

_DUE = text(
    """SELECT EXISTS (SELECT 1 FROM tenure WHERE partition = 0 AND detenteur = :detenteur AND expire_le > now())
          AND NOT EXISTS (SELECT 1 FROM minuterie WHERE nom = :nom AND derniere_le > now() - :periode)"""
)
_INSCRIRE = text(
    """INSERT INTO minuterie (nom, derniere_le) VALUES (:nom, now())
       ON CONFLICT (nom) DO UPDATE SET derniere_le = now()"""
)


class Minuteries:
    """Lit et inscrit les dernières exécutions d'un service."""

    def __init__(self, moteur: Engine, *, detenteur: str = "") -> None:
        self._moteur, self._detenteur = moteur, detenteur or identite()

    def due(self, nom: str, periode: timedelta) -> bool:
        """Vrai si ce processus tient la tenure et que la période est passée."""
        with self._moteur.connect() as connexion:
            cle = {"nom": nom, "periode": periode, "detenteur": self._detenteur}
            return bool(connexion.execute(_DUE, cle).scalar())

    def inscrire(self, nom: str) -> None:
        with self._moteur.begin() as connexion:
            connexion.execute(_INSCRIRE, {"nom": nom})
