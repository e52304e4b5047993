"""Le bus : échanges et files, sur RabbitMQ ou en mémoire. La publication confirmée est dans `publieurs`.

Échange topic `<service>.events`, clé `<type d'agrégat>.<événement>.<p>` ; une file quorum à consommateur unique
actif par (consommateur, source, type d'agrégat, partition). Le publieur déclare les files de ses abonnés d'après
la topologie : un fait publié avant le premier démarrage d'un consommateur l'attend dans sa file.

Ce que le courtier rejette de lui-même (limite de livraisons, qui ne veut pas dire la même chose en 3.x, 4.0 et 4.3)
va dans la file de rebut du consommateur, qu'il lit comme les autres : les séquences remettent l'ordre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from kombu import Connection, Exchange, Queue

from socle.technique.messagerie import memoire

Ligne = Mapping[str, Any]
"""Une ligne d'outbox ; `corps` et `acteur` y sont du texte JSON."""


class Adresses:
    """Noms des échanges et des files dans un espace (préfixe vide en production)."""

    def __init__(self, prefixe: str = "", partitions: int = 1) -> None:
        self.prefixe = f"{prefixe}." if prefixe else ""
        self.partitions = partitions

    def echange(self, service: str) -> Exchange:
        return Exchange(f"{self.prefixe}{service}.events", type="topic", durable=True)

    def cle(self, ligne: Ligne) -> str:
        p = crc32(str(ligne["aggregate_id"]).encode()) % self.partitions
        return f"{ligne['aggregate_type']}.{ligne['type']}.{p}"

    def files(self, consommateur: str, source: str, agregat: str) -> list[Queue]:
        """Files d'un abonnement, une par partition."""
        return [
            Queue(
                f"{self.prefixe}{consommateur}.{source}.{agregat}.{p}",
                exchange=self.echange(source),
                routing_key=f"{agregat}.*.{p}",
                durable=True,
                queue_arguments={
                    "x-queue-type": "quorum",
                    "x-single-active-consumer": True,
                    "x-dead-letter-exchange": self._echange_rebut(consommateur).name,
                    "x-dead-letter-strategy": "at-least-once",
                    "x-overflow": "reject-publish",
                },
            )
            for p in range(self.partitions)
        ]

    def rebut(self, consommateur: str) -> Queue:
        """File de ce que le courtier a retiré des files d'un consommateur. Classique : elle n'a pas de limite de livraisons."""
        return Queue(
            f"{self.prefixe}{consommateur}.rebut",
            exchange=self._echange_rebut(consommateur),
            durable=True,
            queue_arguments={"x-queue-type": "classic", "x-single-active-consumer": True},
        )

    def _echange_rebut(self, consommateur: str) -> Exchange:
        return Exchange(f"{self.prefixe}{consommateur}.rebut", type="fanout", durable=True)


def ouvrir(url: str) -> Connection:
    """Connexion kombu, non encore établie. « memory:// » donne le bus du processus."""
    if url.startswith("memory"):
        return memoire.connexion()
    return Connection(url, heartbeat=10, connect_timeout=5)


def en_memoire(canal: Any) -> bool:
    return isinstance(canal, memoire.Canal)


def declarer(canal: Any, adresses: Adresses, source: str, abonnes: Iterable[tuple[str, str]]) -> list[Queue]:
    """Déclare l'échange d'un service, les files de ses abonnés — paires (consommateur, type d'agrégat) — et leur rebut.

    Rend les files d'abonnement, telles qu'on peut les lire sur ce canal.
    """
    files = []
    adresses.echange(source)(canal).declare()
    for consommateur, agregat in abonnes:
        if not en_memoire(canal):
            adresses.rebut(consommateur)(canal).declare()
        for file in adresses.files(consommateur, source, agregat):
            if en_memoire(canal):
                file.queue_arguments = None
            file(canal).declare()
            files.append(file)
    return files
