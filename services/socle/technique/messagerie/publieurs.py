"""Les publieurs : un lot part dans l'ordre et n'est tenu pour parti qu'une fois confirmé."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import Any, Protocol

from amqp import Message
from kombu import Connection
from opentelemetry import trace
from opentelemetry.propagate import extract, inject

from socle.technique import telemetrie
from socle.technique.messagerie import memoire, mesures
from socle.technique.messagerie.bus import Adresses, Ligne, declarer, ouvrir
from socle.technique.messagerie.enveloppe import entetes_pour

ATTENTE_CONFIRMATION = 10.0
"""Secondes. Au-delà, le lot est tenu pour non envoyé et repartira."""

ECRITURE_OCTETS = 65_536
"""Octets réunis avant un appel système."""

traceur = trace.get_tracer("socle.messagerie")


class PublicationImpossible(Exception):
    """Le bus n'a pas confirmé : connexion perdue ou délai passé. Rien n'est perdu, l'outbox repartira."""


class Publieur(Protocol):
    """Publie un lot dans l'ordre et rend les positions confirmées."""

    def publier(self, lignes: Sequence[Ligne]) -> list[int]:
        """Lève PublicationImpossible si le bus est injoignable. Une ligne absente du résultat n'est pas partie."""
        ...

    def fermer(self) -> None: ...


class PublieurMemoire:
    """Une publication en mémoire est confirmée quand toutes les files l'ont acquittée."""

    def __init__(self, adresses: Adresses, service: str, abonnes: Iterable[tuple[str, str]]) -> None:
        self._adresses, self._service = adresses, service
        self._connexion = ouvrir("memory://")
        canal = self._connexion.channel()
        declarer(canal, adresses, service, abonnes)
        self._producteur = self._connexion.Producer(canal)

    def publier(self, lignes: Sequence[Ligne]) -> list[int]:
        attentes = []
        for ligne in lignes:
            identifiant = str(ligne["event_id"])
            attentes.append((ligne["position"], memoire.suivi.attendre(identifiant)))
            self._producteur.publish(
                ligne["corps"].encode(),
                exchange=self._adresses.echange(self._service),
                routing_key=self._adresses.cle(ligne),
                headers=_entetes(ligne, self._service),
                message_id=identifiant,
                content_type="application/json",
                content_encoding="binary",
                serializer=None,
            )
            memoire.suivi.publie(identifiant)
        limite = time.monotonic() + ATTENTE_CONFIRMATION
        return [position for position, fini in attentes if fini.wait(max(0.0, limite - time.monotonic()))]

    def fermer(self) -> None:
        self._connexion.release()


class PublieurAmqp:
    """Confirmations groupées : on publie le lot, puis on attend tous ses accusés. Connexion neuve après une erreur."""

    def __init__(self, url: str, adresses: Adresses, service: str, abonnes: Iterable[tuple[str, str]]) -> None:
        self._url, self._adresses, self._service = url, adresses, service
        self._abonnes = list(abonnes)
        self._suivis = {agregat for _, agregat in self._abonnes}
        self._connexion: Connection | None = None
        self._canal: Any = None
        self._en_vol: dict[int, int] = {}
        self._confirmes: list[int] = []
        self._rendus: set[str] = set()
        self._numero = 0

    def publier(self, lignes: Sequence[Ligne]) -> list[int]:
        try:
            if self._canal is None:
                self._connecter()
            return self._publier(lignes)
        except (OSError, *(self._connexion.connection_errors if self._connexion else ())) as erreur:
            self.fermer()
            raise PublicationImpossible(str(erreur)) from erreur

    def _connecter(self) -> None:
        self._connexion = ouvrir(self._url)
        self._connexion.connect()
        self._canal = self._connexion.channel()
        declarer(self._canal, self._adresses, self._service, self._abonnes)
        self._canal.confirm_select()
        self._canal.events["basic_ack"].add(self._sur_ack)
        self._canal.events["basic_nack"].add(self._sur_nack)
        self._canal.events["basic_return"].add(self._sur_retour)
        self._numero = 0

    def _publier(self, lignes: Sequence[Ligne]) -> list[int]:
        assert self._connexion is not None
        self._en_vol, self._confirmes, self._rendus = {}, [], set()
        debut = time.monotonic()
        with _trames_groupees(self._canal.connection.transport):
            self._envoyer(lignes)
        self._attendre_confirmations()
        mesures.confirmation(time.monotonic() - debut, len(self._confirmes), service=self._service)
        return self._sans_les_rendus(lignes) if self._rendus else self._confirmes

    def _envoyer(self, lignes: Sequence[Ligne]) -> None:
        echange, publier = self._adresses.echange(self._service).name, self._canal.basic_publish
        for ligne in lignes:
            self._numero += 1
            self._en_vol[self._numero] = ligne["position"]
            message = Message(
                ligne["corps"].encode(),
                content_type="application/json",
                content_encoding="binary",
                delivery_mode=2,
                message_id=str(ligne["event_id"]),
                application_headers=_entetes(ligne, self._service),
            )
            publier(message, exchange=echange, routing_key=self._adresses.cle(ligne), mandatory=True)

    def _attendre_confirmations(self) -> None:
        assert self._connexion is not None
        limite = time.monotonic() + ATTENTE_CONFIRMATION
        while self._en_vol:
            reste = limite - time.monotonic()
            if reste <= 0:
                raise OSError(f"{len(self._en_vol)} confirmations manquent après {ATTENTE_CONFIRMATION:.0f} s")
            try:
                self._connexion.drain_events(timeout=min(reste, 1.0))
            except socket.timeout:
                continue

    def _sans_les_rendus(self, lignes: Sequence[Ligne]) -> list[int]:
        """Un fait rendu n'est une anomalie que si la topologie lui donne un abonné : sa file manque, on la redéclare."""
        refuses = {
            ligne["position"]
            for ligne in lignes
            if str(ligne["event_id"]) in self._rendus and ligne["aggregate_type"] in self._suivis
        }
        if refuses:
            mesures.rendus(len(refuses), service=self._service)
            declarer(self._canal, self._adresses, self._service, self._abonnes)
        return [position for position in self._confirmes if position not in refuses]

    def _sur_ack(self, delivery_tag: int, multiple: bool) -> None:
        for numero in self._numeros(delivery_tag, multiple):
            self._confirmes.append(self._en_vol.pop(numero))

    def _sur_nack(self, delivery_tag: int, multiple: bool) -> None:
        for numero in self._numeros(delivery_tag, multiple):
            self._en_vol.pop(numero)

    def _numeros(self, delivery_tag: int, multiple: bool) -> list[int]:
        """Numéros confirmés. `_en_vol` est rempli dans l'ordre : on s'arrête au premier qui dépasse."""
        if multiple:
            return list(takewhile(lambda n: n <= delivery_tag, self._en_vol))
        return [delivery_tag] if delivery_tag in self._en_vol else []

    def _sur_retour(self, exception: Any, exchange: str, routing_key: str, message: Any) -> None:
        self._rendus.add(message.properties.get("message_id", ""))

    def fermer(self) -> None:
        connexion, self._connexion, self._canal = self._connexion, None, None
        if connexion is not None:
            try:
                connexion.release()
            except Exception:  # la connexion est peut-être déjà morte
                connexion.collect()


@contextmanager
def _trames_groupees(transport: Any) -> Iterator[None]:
    """Réunit les trames d'un lot en écritures de 64 Kio : py-amqp fait sinon un appel système par message."""
    ecrire, tampon = transport._write, bytearray()

    def grouper(trame: Any) -> None:
        tampon.extend(trame)
        if len(tampon) >= ECRITURE_OCTETS:
            vider()

    def vider() -> None:
        morceau = bytes(tampon)
        tampon.clear()
        ecrire(morceau)

    transport._write = grouper
    try:
        yield
        vider()
    finally:
        transport._write = ecrire


def _entetes(ligne: Ligne, service: str) -> dict[str, str]:
    """En-têtes du message. Si l'on trace, sous un span « publier » rattaché à la trace de la commande."""
    if not telemetrie.exporte():
        return entetes_pour(ligne, source=service, traceparent=ligne["traceparent"])
    parent = extract({"traceparent": ligne["traceparent"]}) if ligne["traceparent"] else None
    with traceur.start_as_current_span(
        f"publier {ligne['type']}",
        context=parent,
        kind=trace.SpanKind.PRODUCER,
        attributes={"messaging.message.id": str(ligne["event_id"]), "messaging.destination.name": f"{service}.events"},
    ):
        porteur: dict[str, str] = {}
        inject(porteur)
        return entetes_pour(ligne, source=service, traceparent=porteur.get("traceparent", ""))


def ouvrir_publieur(url: str, adresses: Adresses, service: str, abonnes: Iterable[tuple[str, str]]) -> Publieur:
    """Le publieur qui convient à l'URL du bus."""
    if url.startswith("memory"):
        return PublieurMemoire(adresses, service, abonnes)
    return PublieurAmqp(url, adresses, service, abonnes)
