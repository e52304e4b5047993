"""Le relais : vide l'outbox vers le bus, dans l'ordre, un seul actif par partition.

La tenure est un bail court muni d'un jeton croissant. Un relais suspendu au-delà de son bail et qui repart ne
peut plus marquer ses lignes : son jeton est périmé. Ce qu'il aurait publié en double, l'inbox l'écarte.

Plusieurs relais d'un même service se partagent ses partitions : chacun se signale dans `veille`, prend ce qui est
libre jusqu'à sa part, et rend ce qu'il tient au-delà.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import Connection, Engine, text

from socle.technique.messagerie.publieurs import Publieur

DUREE_TENURE = timedelta(seconds=5)
"""Un relais tué est remplacé au plus tard après cette durée et un sondage : bien sous les dix secondes promises."""

MARGE_TENURE = 0.6
"""Fraction de la tenure au-dessous de laquelle on la prolonge : pas une écriture par lot."""

LOT = 1_000

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
_VEILLER = text(
    """INSERT INTO veille (detenteur) VALUES (:detenteur)
       ON CONFLICT (detenteur) DO UPDATE SET vu_le = now()"""
)
_OUBLIER = text("DELETE FROM veille WHERE detenteur = :detenteur OR vu_le < now() - 20 * CAST(:duree AS interval)")
_VIVANTS = text("SELECT count(*) FROM veille WHERE vu_le > now() - CAST(:duree AS interval)")
_LIRE = text(
    """SELECT position, event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema,
              payload::text AS corps, occurred_on, acteur::text AS acteur, causation_id, traceparent
         FROM outbox WHERE partition = :partition AND sent_at IS NULL ORDER BY position LIMIT :lot"""
)
_MARQUER = text(
    """UPDATE outbox SET sent_at = clock_timestamp(), attempts = attempts + 1
        WHERE position = ANY(:positions) AND sent_at IS NULL
          AND EXISTS (SELECT 1 FROM tenure WHERE partition = :partition AND jeton = :jeton AND detenteur = :detenteur)"""
)
_RENDRE = text(
    "UPDATE tenure SET expire_le = now() - interval '1 second' WHERE partition = :partition AND detenteur = :detenteur"
)
_ECHEC = text("UPDATE outbox SET attempts = attempts + 1 WHERE position = ANY(:positions)")


class TenurePerdue(Exception):
    """Un autre relais a pris la partition pendant la publication ; le lot lui appartient."""


@cache
def identite() -> str:
    """Nom de ce processus dans les tenures : machine, numéro et aléa — un numéro de processus revient après un redémarrage."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"


@dataclass
class _Tenure:
    jeton: int
    prise_a: float

    def fraiche(self) -> bool:
        return time.monotonic() - self.prise_a < DUREE_TENURE.total_seconds() * (1 - MARGE_TENURE)


class Relais:
    """Relais d'un service. `tour` est à appeler en boucle ; il ne garde aucune transaction pendant la publication."""

    def __init__(self, moteur: Engine, publieur: Publieur, *, partitions: int = 1, detenteur: str = "") -> None:
        self._moteur, self._publieur = moteur, publieur
        self._partitions = partitions
        self.detenteur = detenteur or identite()
        self._tenues: dict[int, _Tenure] = {}
        self._veille_a = 0.0
        self._part = partitions

    def tour(self) -> int:
        """Publie un lot de chaque partition tenue ; rend le nombre de faits envoyés, 0 s'il n'y a rien ou rien de tenu.

        Lève PublicationImpossible (bus injoignable) ou TenurePerdue ; dans les deux cas rien n'est perdu.
        """
        self._tenir_ma_part()
        return sum(self._publier(partition) for partition in list(self._tenues))

    def _tenir_ma_part(self) -> None:
        """Prolonge, prend ou rend des partitions pour tenir la part de ce relais."""
        if all(tenue.fraiche() for tenue in self._tenues.values()) and self._veille_fraiche():
            return
        duree = {"duree": DUREE_TENURE, "detenteur": self.detenteur}
        with self._moteur.begin() as connexion:
            connexion.execute(_VEILLER, duree)
            vivants = int(connexion.execute(_VIVANTS, duree).scalar_one())
            self._part = -(-self._partitions // max(vivants, 1))
            for partition in range(self._partitions):
                if partition in self._tenues or len(self._tenues) < self._part:
                    self._prendre(connexion, partition)
            for partition in sorted(self._tenues)[self._part :]:
                connexion.execute(_RENDRE, {"partition": partition, "detenteur": self.detenteur})
                del self._tenues[partition]
        self._veille_a = time.monotonic()

    def _veille_fraiche(self) -> bool:
        return time.monotonic() - self._veille_a < DUREE_TENURE.total_seconds() * (1 - MARGE_TENURE) / 2

    def _prendre(self, connexion: Connection, partition: int) -> None:
        jeton = connexion.execute(
            _PRENDRE, {"partition": partition, "detenteur": self.detenteur, "duree": DUREE_TENURE}
        ).scalar()
        if jeton is None:
            self._tenues.pop(partition, None)
        else:
            self._tenues[partition] = _Tenure(jeton, time.monotonic())

    def _publier(self, partition: int) -> int:
        lignes = self._lire(partition)
        if not lignes:
            return 0
        confirmees = self._publieur.publier(lignes)
        self._marquer(partition, confirmees)
        manquees = {ligne["position"] for ligne in lignes} - set(confirmees)
        if manquees:
            journal.warning("faits non confirmés", nombre=len(manquees), partition=partition)
            with self._moteur.begin() as connexion:
                connexion.execute(_ECHEC, {"positions": sorted(manquees)})
        return len(confirmees)

    def _lire(self, partition: int) -> Sequence[Any]:
        with self._moteur.connect() as connexion:
            return connexion.execute(_LIRE, {"partition": partition, "lot": LOT}).mappings().all()

    def _marquer(self, partition: int, positions: list[int]) -> None:
        cle = {"positions": positions, "partition": partition, "detenteur": self.detenteur}
        with self._moteur.begin() as connexion:
            marquees = connexion.execute(_MARQUER, {**cle, "jeton": self._tenues[partition].jeton}).rowcount
        if marquees < len(positions):
            del self._tenues[partition]
            raise TenurePerdue(f"{len(positions) - marquees} faits publiés après la perte de la tenure")

    def rendre(self) -> None:
        """Rend les tenures, pour qu'un autre relais reprenne sans attendre, et ferme le bus."""
        try:
            with self._moteur.begin() as connexion:
                for partition in self._tenues:
                    connexion.execute(_RENDRE, {"partition": partition, "detenteur": self.detenteur})
                connexion.execute(_OUBLIER, {"detenteur": self.detenteur, "duree": DUREE_TENURE})
        finally:
            self._tenues.clear()
            self._publieur.fermer()
