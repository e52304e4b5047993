"""Les limites : le même message, la même file, sans rien garantir d'autre que ce que fait la bibliothèque."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import amqp
from kombu import Connection

from console.bench.faits import Fait
from console.bench.serveurs import Serveurs
from socle.technique.messagerie import bus

FENETRE = 1_000
"""Messages en vol au plus avant d'attendre les accusés."""

PRELECTURE = 500


@contextmanager
def canal(serveurs: Serveurs) -> Iterator[Any]:
    """Un canal py-amqp en mode confirmation."""
    with Connection(serveurs.amqp_url) as connexion:
        connexion.connect()
        ouvert = connexion.channel()
        ouvert.confirm_select()
        yield ouvert


def message_de(fait: Fait) -> amqp.Message:
    """Le message, mêmes en-têtes et même corps que ceux du relais."""
    return amqp.Message(
        fait.corps(),
        content_type="application/json",
        content_encoding="binary",
        delivery_mode=2,
        message_id=str(fait.id),
        application_headers=fait.entetes(),
    )


def un_message(serveurs: Serveurs) -> amqp.Message:
    """Un message des files, tel que le relais l'a publié ; non acquitté, il y reste."""
    recus: list[Any] = []
    with canal(serveurs) as ouvert:
        ouvert.basic_qos(0, 1, False)
        for file in serveurs.files:
            ouvert.basic_consume(file, callback=recus.append)
        while not recus:
            ouvert.connection.drain_events(timeout=30)
    return amqp.Message(recus[0].body, **recus[0].properties)


def publier(serveurs: Serveurs, messages: Sequence[amqp.Message]) -> float:
    """Publie en rafale confirmée, obligatoire, dans l'échange du relais ; rend la durée jusqu'au dernier accusé (s)."""
    vol = 0

    def accuse(delivery_tag: int, multiple: bool) -> None:
        nonlocal vol
        vol = suivi.acquitter(delivery_tag, multiple)

    suivi = _Suivi()
    with canal(serveurs) as ouvert:
        ouvert.events["basic_ack"].add(accuse)
        echange = serveurs.adresses.echange("emission").name
        debut = time.perf_counter()
        for rang, message in enumerate(messages):
            ouvert.basic_publish(message, exchange=echange, routing_key=serveurs.cle(rang), mandatory=True)
            vol = suivi.publier()
            while vol >= FENETRE:
                ouvert.connection.drain_events(timeout=30)
        while vol:
            ouvert.connection.drain_events(timeout=30)
        return time.perf_counter() - debut


class _Suivi:
    """Accusés attendus, par numéro de publication."""

    def __init__(self) -> None:
        self._numero = 0
        self._attendus: dict[int, None] = {}

    def publier(self) -> int:
        self._numero += 1
        self._attendus[self._numero] = None
        return len(self._attendus)

    def acquitter(self, numero: int, multiple: bool) -> int:
        for fini in [n for n in self._attendus if n <= numero] if multiple else [numero]:
            self._attendus.pop(fini, None)
        return len(self._attendus)


def consommer(serveurs: Serveurs, nombre: int) -> float:
    """Consomme et acquitte sans rien faire, par kombu ; rend la durée du premier au dernier message (s)."""
    vus, debut = 0, 0.0

    def recevoir(message: Any) -> None:
        nonlocal vus, debut
        vus += 1
        debut = debut or time.perf_counter()
        message.ack()

    with Connection(serveurs.amqp_url) as connexion, connexion.channel() as ouvert:
        files = serveurs.adresses.files("reception", "emission", "chose")
        with connexion.Consumer(
            queues=files, channel=ouvert, on_message=recevoir, prefetch_count=PRELECTURE, accept=None
        ):
            while vus < nombre:
                try:
                    connexion.drain_events(timeout=30)
                except socket.timeout:
                    raise SystemExit(f"Le banc n'a reçu que {vus} messages sur {nombre}.") from None
    return time.perf_counter() - debut


def declarer(serveurs: Serveurs) -> None:
    """Déclare l'échange et les files des bancs, comme le ferait le relais."""
    with Connection(serveurs.amqp_url) as connexion, connexion.channel() as ouvert:
        bus.declarer(ouvert, serveurs.adresses, "emission", [("reception", "chose")])


def vider(serveurs: Serveurs) -> None:
    """Vide les files entre deux passages."""
    with Connection(serveurs.amqp_url) as connexion, connexion.channel() as ouvert:
        for file in serveurs.files:
            ouvert.queue_purge(file)


def en_attente(serveurs: Serveurs) -> int:
    """Messages dans les files."""
    with Connection(serveurs.amqp_url) as connexion, connexion.channel() as ouvert:
        return sum(int(ouvert.queue_declare(file, passive=True).message_count) for file in serveurs.files)
