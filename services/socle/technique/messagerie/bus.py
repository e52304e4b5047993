"""Le bus : échanges, files et publication confirmée, sur RabbitMQ ou en mémoire.

Échange topic `<service>.events`, clé `<type d'agrégat>.<événement>.<p>` ; une file quorum à consommateur unique
actif par (consommateur, source, type d'agrégat, partition). Le publieur déclare les files de ses abonnés d'après
la topologie : un fait publié avant le premier démarrage d'un consommateur l'attend dans sa file.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol
from zlib import crc32

from amqp import Message
from kombu import Connection, Exchange, Queue
from opentelemetry import trace
from opentelemetry.propagate import extract, inject

from socle.technique.messagerie import memoire
from socle.technique.messagerie.enveloppe import entetes_pour

Ligne = Mapping[str, Any]
"""Une ligne d'outbox."""

ATTENTE_CONFIRMATION = 10.0
"""Secondes. Au-delà, le lot est tenu pour non envoyé et repartira."""

traceur = trace.get_tracer("socle.messagerie")


class PublicationImpossible(Exception):
    """Le bus n'a pas confirmé : connexion perdue ou délai passé. Rien n'est perdu, l'outbox repartira."""


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
                    "x-dead-letter-exchange": f"{self.prefixe}rebut",
                },
            )
            for p in range(self.partitions)
        ]

    def rebut(self) -> Queue:
        """File de tout ce que le courtier lui-même rejette (limite de livraisons de RabbitMQ 4)."""
        echange = Exchange(f"{self.prefixe}rebut", type="fanout", durable=True)
        return Queue(f"{self.prefixe}rebut", exchange=echange, durable=True, queue_arguments={"x-queue-type": "quorum"})


def ouvrir(url: str) -> Connection:
    """Connexion kombu, non encore établie. « memory:// » donne le bus du processus."""
    if url.startswith("memory"):
        return memoire.connexion()
    return Connection(url, heartbeat=10, connect_timeout=5)


def declarer(canal: Any, adresses: Adresses, source: str, abonnes: Iterable[tuple[str, str]]) -> None:
    """Déclare l'échange d'un service et les files de ses abonnés : paires (consommateur, type d'agrégat)."""
    en_memoire = isinstance(canal, memoire.Canal)
    adresses.echange(source)(canal).declare()
    if not en_memoire:
        adresses.rebut()(canal).declare()
    for consommateur, agregat in abonnes:
        for file in adresses.files(consommateur, source, agregat):
            if en_memoire:
                file.queue_arguments = None
            file(canal).declare()


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
                corps_de(ligne),
                exchange=self._adresses.echange(self._service),
                routing_key=self._adresses.cle(ligne),
                headers=_entetes_traces(ligne, self._service),
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
        echange = self._adresses.echange(self._service).name
        for ligne in lignes:
            self._numero += 1
            self._en_vol[self._numero] = ligne["position"]
            message = Message(
                corps_de(ligne),
                content_type="application/json",
                content_encoding="binary",
                delivery_mode=2,
                message_id=str(ligne["event_id"]),
                application_headers=_entetes_traces(ligne, self._service),
            )
            self._canal.basic_publish(message, exchange=echange, routing_key=self._adresses.cle(ligne), mandatory=True)
        limite = time.monotonic() + ATTENTE_CONFIRMATION
        while self._en_vol:
            reste = limite - time.monotonic()
            if reste <= 0:
                raise OSError(f"{len(self._en_vol)} confirmations manquent après {ATTENTE_CONFIRMATION:.0f} s")
            try:
                self._connexion.drain_events(timeout=min(reste, 1.0))
            except socket.timeout:
                continue
        attendus = {str(ligne["event_id"]) for ligne in lignes if self._attendu(ligne)}
        refuses = {ligne["position"] for ligne in lignes if str(ligne["event_id"]) in self._rendus & attendus}
        return [position for position in self._confirmes if position not in refuses]

    def _attendu(self, ligne: Ligne) -> bool:
        """Un fait sans file n'est une anomalie que si la topologie lui donne un abonné."""
        return any(agregat == ligne["aggregate_type"] for _, agregat in self._abonnes)

    def _sur_ack(self, delivery_tag: int, multiple: bool) -> None:
        for numero in self._numeros(delivery_tag, multiple):
            self._confirmes.append(self._en_vol.pop(numero))

    def _sur_nack(self, delivery_tag: int, multiple: bool) -> None:
        for numero in self._numeros(delivery_tag, multiple):
            self._en_vol.pop(numero)

    def _numeros(self, delivery_tag: int, multiple: bool) -> list[int]:
        if multiple:
            return [n for n in self._en_vol if n <= delivery_tag]
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


def corps_de(ligne: Ligne) -> bytes:
    return json.dumps(ligne["payload"], ensure_ascii=False, separators=(",", ":")).encode()


def _entetes_traces(ligne: Ligne, service: str) -> dict[str, str]:
    """En-têtes du message, sous un span « publier » rattaché à la trace de la commande."""
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


def publieur(url: str, adresses: Adresses, service: str, abonnes: Iterable[tuple[str, str]]) -> Publieur:
    """Le publieur qui convient à l'URL du bus."""
    if url.startswith("memory"):
        return PublieurMemoire(adresses, service, abonnes)
    return PublieurAmqp(url, adresses, service, abonnes)
