"""Les écoutes : les files d'un abonnement, et le rebut du service. Un fil lit, l'autre traite."""

from __future__ import annotations

import socket
from collections import deque
from typing import Any

from eventlet import spawn
from eventlet.event import Event
from eventlet.semaphore import Semaphore
from sqlalchemy.exc import InterfaceError, OperationalError

from socle.technique.messagerie import bus
from socle.technique.messagerie.boucles import ERREURS_INFRASTRUCTURE, PAUSE_MAX, Boucle, journal
from socle.technique.messagerie.consommation import Message
from socle.technique.noyau import Noyau

PRELECTURE, LOT_RECEPTION = 500, 200
"""Messages lus d'avance par une écoute, et traités ensemble au plus."""


class Ecoute(Boucle):
    """Écoute les files d'un abonnement. Un fil lit, l'autre traite tout ce qui est arrivé entre-temps en un lot.

    Un seul lot à la fois : l'ordre de la file est l'ordre des effets.
    """

    def __init__(self, source: str, agregat: str, **options: Any) -> None:
        self.source, self.agregat = source, agregat
        super().__init__(expected_exceptions=ERREURS_INFRASTRUCTURE, **options)

    def tour(self) -> None:
        noyau = self.noyau_du_service()
        with bus.ouvrir(noyau.amqp_url) as connexion:
            connexion.connect()
            with connexion.channel() as canal:
                files = self.files(noyau, canal)
                if files:
                    self._consommer(connexion, canal, files)

    def files(self, noyau: Noyau, canal: Any) -> list[Any]:
        """Déclare et rend les files à lire."""
        return bus.declarer(canal, noyau.adresses, self.source, [(noyau.service, self.agregat)])

    def _consommer(self, connexion: Any, canal: Any, files: list[Any]) -> None:
        boite = _Boite()
        traitant = spawn(self._traiter, boite)
        try:
            with connexion.Consumer(
                queues=files, channel=canal, on_message=boite.deposer, prefetch_count=PRELECTURE, accept=None
            ):
                while not self._arret and boite.ouverte:
                    try:
                        connexion.drain_events(timeout=0.5)
                    except socket.timeout:
                        with boite.canal:
                            connexion.heartbeat_check()
        finally:
            boite.fermer()
            traitant.wait()

    def _traiter(self, boite: _Boite) -> None:
        """Vide la boîte lot par lot, jusqu'à sa fermeture ; une faute la ferme, et les messages reviendront."""
        try:
            while lot := boite.prendre():
                self._traiter_lot(boite, lot)
        except ERREURS_INFRASTRUCTURE as erreur:
            journal.warning(
                "courtier injoignable, le lot reviendra", boucle=self.method_name, erreur=type(erreur).__name__
            )
        except Exception:
            journal.exception("traitement en faute", boucle=self.method_name)
            self._dormir(PAUSE_MAX)
        finally:
            boite.fermer()

    def _traiter_lot(self, boite: _Boite, lot: list[Any]) -> None:
        """Traite puis acquitte. Base injoignable : on garde le lot et on réessaie ; rien n'est perdu ni renvoyé."""
        recus = [Message(entetes=m.headers or {}, corps=_octets(m.body)) for m in lot]
        pause = 0.1
        while boite.ouverte:
            try:
                self.appeler(recus)
            except (OperationalError, InterfaceError):
                journal.warning("base injoignable, lot gardé", boucle=self.method_name, nombre=len(lot))
                self._dormir(pause)
                pause = min(pause * 2, PAUSE_MAX)
            else:
                boite.acquitter(lot)
                return


class _Boite:
    """Messages lus et pas encore traités, entre le fil qui lit et celui qui traite."""

    def __init__(self) -> None:
        self._messages: deque[Any] = deque()
        self._arrivee = Event()
        self.ouverte = True
        self.canal = Semaphore()
        """À tenir pour écrire sur la connexion : deux fils verts y mêleraient leurs trames."""

    def deposer(self, message: Any) -> None:
        self._messages.append(message)
        if not self._arrivee.ready():
            self._arrivee.send(None)

    def prendre(self) -> list[Any]:
        """Attend, puis rend un lot dans l'ordre d'arrivée ; vide quand la boîte est fermée."""
        while self.ouverte and not self._messages:
            self._arrivee.wait()
            self._arrivee = Event()
        nombre = min(len(self._messages), LOT_RECEPTION) if self.ouverte else 0
        return [self._messages.popleft() for _ in range(nombre)]

    def acquitter(self, lot: list[Any]) -> None:
        """Acquitte un lot traité : d'un coup sur AMQP, où les numéros d'un canal se suivent."""
        with self.canal:
            if bus.en_memoire(lot[-1].channel):
                for message in lot:
                    message.ack()
            else:
                lot[-1].channel.basic_ack(lot[-1].delivery_tag, multiple=True)

    def fermer(self) -> None:
        self.ouverte = False
        if not self._arrivee.ready():
            self._arrivee.send(None)


def _octets(corps: Any) -> bytes:
    return corps if isinstance(corps, bytes) else bytes(corps) if isinstance(corps, memoryview) else str(corps).encode()


class Rebut(Ecoute):
    """Lit ce que le courtier a retiré des files du service (limite de livraisons) : les séquences remettent l'ordre."""

    def __init__(self, **options: Any) -> None:
        super().__init__("", "", **options)

    def files(self, noyau: Noyau, canal: Any) -> list[Any]:
        if bus.en_memoire(canal):
            self._dormir(PAUSE_MAX)
            return []
        file = noyau.adresses.rebut(noyau.service)
        file(canal).declare()
        return [file]
