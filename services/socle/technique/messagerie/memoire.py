"""Transport kombu en mémoire, pour la suite embarquée : tous les services dans un même processus.

Celui de kombu interroge ses files à intervalle fixe. Celui-ci se réveille à chaque dépôt, et sait dire quand
toutes les files ont acquitté un message : c'est ce que le relais attend pour tenir un fait pour envoyé. Un
message perdu avec le processus n'est donc jamais marqué envoyé ; il repart au démarrage suivant.
"""

from __future__ import annotations

import socket
from queue import Empty
from threading import Event, Lock
from time import monotonic
from typing import Any

from kombu import Connection, transport
from kombu.transport import memory, virtual


class _Suivi:
    """Acquittements attendus par message : nombre de files où il a été déposé."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._restants: dict[str, int] = {}
        self._attentes: dict[str, Event] = {}
        self.depot = Event()

    def attendre(self, identifiant: str) -> Event:
        """À appeler avant de publier ; l'événement rendu se lève au dernier acquittement."""
        with self._verrou:
            self._restants[identifiant] = 0
            fini = self._attentes[identifiant] = Event()
        return fini

    def depose(self, identifiant: str | None) -> None:
        with self._verrou:
            if identifiant in self._restants:
                self._restants[identifiant] += 1
        self.depot.set()

    def publie(self, identifiant: str) -> int:
        """Fin de la publication : rend le nombre de files touchées ; zéro vaut confirmation immédiate."""
        with self._verrou:
            nombre = self._restants.get(identifiant, 0)
            if nombre == 0:
                self._lever(identifiant)
        return nombre

    def acquitte(self, identifiant: str | None) -> None:
        with self._verrou:
            if identifiant in self._restants:
                self._restants[identifiant] -= 1
                if self._restants[identifiant] <= 0:
                    self._lever(identifiant)

    def _lever(self, identifiant: str) -> None:
        self._restants.pop(identifiant, None)
        fini = self._attentes.pop(identifiant, None)
        if fini is not None:
            fini.set()


suivi = _Suivi()


class Canal(memory.Channel):
    """Canal mémoire qui compte dépôts et acquittements."""

    queues: dict[str, Any] = {}

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        super()._put(queue, message, **kwargs)
        suivi.depose(message.get("properties", {}).get("message_id"))

    def basic_ack(self, delivery_tag: Any, multiple: bool = False) -> None:
        message = self.qos.get(delivery_tag)
        super().basic_ack(delivery_tag, multiple)
        suivi.acquitte(message.properties.get("message_id") if message is not None else None)

    def close(self) -> None:
        virtual.Channel.close(self)


class Transport(memory.Transport):
    """Transport mémoire réveillé par les dépôts."""

    Channel = Canal
    global_state = virtual.BrokerState()

    def drain_events(self, connection: Any, timeout: float | None = None) -> None:
        limite = None if timeout is None else monotonic() + timeout
        while True:
            suivi.depot.clear()
            try:
                self.cycle.get(self._deliver, timeout=timeout)
                return
            except Empty:
                reste = 1.0 if limite is None else limite - monotonic()
                if reste <= 0:
                    raise socket.timeout from None
                suivi.depot.wait(min(reste, 1.0))


def installer() -> None:
    """Fait de ce transport celui de l'URL « memory:// » pour le processus."""
    transport.TRANSPORT_ALIASES["memory"] = f"{__name__}:Transport"


def connexion() -> Connection:
    installer()
    return Connection("memory://")
