"""Le relais : vide l'outbox vers le bus, dans l'ordre, un seul actif par partition.

La tenure est un bail court muni d'un jeton croissant. Un relais suspendu au-delà de son bail et qui repart ne
peut plus marquer ses lignes : son jeton est périmé. Ce qu'il aurait publié en double, l'inbox l'écarte.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Engine, text

from socle.technique.messagerie.bus import Publieur

DUREE_TENURE = timedelta(seconds=10)
LOT = 100

journal = structlog.get_logger("relais")

_PRENDRE = text(
    """INSERT INTO tenure (partition, detenteur, jeton, expire_le)
       VALUES (:partition, :detenteur, 1, now() + :duree)
       ON CONFLICT (partition) DO UPDATE
          SET detenteur = excluded.detenteur,
              jeton = CASE WHEN tenure.detenteur = excluded.detenteur THEN tenure.jeton ELSE tenure.jeton + 1 END,
              expire_le = excluded.expire_le
        WHERE tenure.detenteur = excluded.detenteur OR tenure.expire_le < now()
       RETURNING jeton"""
)
_LIRE = text(
    """SELECT position, event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload,
              occurred_on, acteur, causation_id, traceparent
         FROM outbox WHERE partition = :partition AND sent_at IS NULL ORDER BY position LIMIT :lot"""
)
_MARQUER = text(
    """UPDATE outbox SET sent_at = now(), attempts = attempts + 1
        WHERE position = ANY(:positions)
          AND EXISTS (SELECT 1 FROM tenure WHERE partition = :partition AND jeton = :jeton AND detenteur = :detenteur)"""
)
_RENDRE = text("UPDATE tenure SET expire_le = now() WHERE partition = :partition AND detenteur = :detenteur")
_ECHEC = text("UPDATE outbox SET attempts = attempts + 1 WHERE position = ANY(:positions)")


class TenurePerdue(Exception):
    """Un autre relais a pris la partition pendant la publication ; le lot lui appartient."""


class Relais:
    """Relais d'une partition. `tour` est à appeler en boucle ; il ne garde aucune transaction pendant la publication."""

    def __init__(self, moteur: Engine, publieur: Publieur, *, partition: int = 0, detenteur: str = "") -> None:
        self._moteur, self._publieur = moteur, publieur
        self._partition = partition
        self.detenteur = detenteur or f"{socket.gethostname()}:{os.getpid()}"

    def tenir(self) -> int | None:
        """Prend ou prolonge la tenure ; rend son jeton, ou None si un autre la tient."""
        with self._moteur.begin() as connexion:
            jeton: int | None = connexion.execute(
                _PRENDRE,
                {"partition": self._partition, "detenteur": self.detenteur, "duree": DUREE_TENURE},
            ).scalar()
        return jeton

    def tour(self) -> int:
        """Publie un lot ; rend le nombre de faits envoyés, 0 s'il n'y a rien ou si un autre relais est actif.

        Lève PublicationImpossible (bus injoignable) ou TenurePerdue ; dans les deux cas rien n'est perdu.
        """
        jeton = self.tenir()
        if jeton is None:
            return 0
        lignes = self._lire()
        if not lignes:
            return 0
        confirmees = self._publieur.publier(lignes)
        with self._moteur.begin() as connexion:
            marquees = connexion.execute(
                _MARQUER,
                {
                    "positions": confirmees,
                    "partition": self._partition,
                    "jeton": jeton,
                    "detenteur": self.detenteur,
                },
            ).rowcount
        if marquees < len(confirmees):
            raise TenurePerdue(f"{len(confirmees) - marquees} faits publiés après la perte de la tenure")
        manquees = [ligne["position"] for ligne in lignes if ligne["position"] not in set(confirmees)]
        if manquees:
            journal.warning("faits non confirmés", nombre=len(manquees))
            with self._moteur.begin() as connexion:
                connexion.execute(_ECHEC, {"positions": manquees})
        return len(confirmees)

    def _lire(self) -> Sequence[Any]:
        with self._moteur.connect() as connexion:
            return connexion.execute(_LIRE, {"partition": self._partition, "lot": LOT}).mappings().all()

    def rendre(self) -> None:
        """Rend la tenure, pour qu'un autre relais reprenne sans attendre, et ferme le bus."""
        with self._moteur.begin() as connexion:
            connexion.execute(_RENDRE, {"partition": self._partition, "detenteur": self.detenteur})
        self._publieur.fermer()
