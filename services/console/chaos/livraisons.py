"""Livrer de travers : de vrais faits relus dans l'outbox et republiés en double, en retard, mélangés ; et des poisons.

Tout part directement sur les échanges, sans passer par les relais.
"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, LiteralString
from uuid import uuid4

from amqp import Message
from psycopg.rows import dict_row

from console.chaos.banc import Banc
from console.services import topologie
from socle.technique.contexte import horloge_systeme
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie import bus

MARQUE = "cloudEvents:chaospoison"
"""En-tête qui suit un poison jusqu'au garage : c'est une extension CloudEvents, que le noyau garde."""

AUTRE_PREFIXE = 0.2
"""Part des doubles publiés avec « cloudEvents_ », que le noyau accepte aussi."""


@dataclass(frozen=True, kw_only=True)
class Poison:
    """Un message illisible, envoyé une fois. `corps_fautif` : l'enveloppe est bonne, seule une réaction verra la faute."""

    id: str
    sorte: str
    source: str
    agregat: str
    type: str
    corps_fautif: bool


class Livreur:
    """Publie sur le courtier du banc ; une connexion par envoi, les envois l'un après l'autre."""

    def __init__(self, banc: Banc) -> None:
        self._banc = banc
        self._adresses = bus.Adresses(banc.espace.prefixe_bus, topologie().partitions)
        self._verrou = threading.Lock()
        self.poisons: list[Poison] = []

    def faits_recents(self, source: str, *, limite: int = 60) -> list[dict[str, Any]]:
        """Derniers faits publiés d'un service, dans l'ordre. Lève psycopg.OperationalError."""
        return self._lire(
            source, "SELECT * FROM outbox WHERE sent_at IS NOT NULL ORDER BY position DESC LIMIT %s", limite
        )[::-1]

    def faits_en_attente(self, source: str, *, limite: int = 60) -> list[dict[str, Any]]:
        """Faits que le relais d'un service n'a pas encore envoyés, dans l'ordre. Lève psycopg.OperationalError."""
        return self._lire(source, "SELECT * FROM outbox WHERE sent_at IS NULL ORDER BY position LIMIT %s", limite)

    def _lire(self, source: str, question: LiteralString, limite: int) -> list[dict[str, Any]]:
        with self._banc.base(source) as base, base.cursor(row_factory=dict_row) as curseur:
            return curseur.execute(question, [limite]).fetchall()

    def livrer(self, source: str, lignes: Sequence[Mapping[str, Any]], alea: random.Random) -> int:
        """Publie des faits tels quels, dans l'ordre donné ; rend leur nombre. Lève OSError si le courtier est absent."""
        messages = []
        for ligne in lignes:
            entetes = _entetes(ligne, source)
            if alea.random() < AUTRE_PREFIXE:
                entetes = {cle.replace("cloudEvents:", "cloudEvents_"): valeur for cle, valeur in entetes.items()}
            corps = json.dumps(ligne["payload"], ensure_ascii=False).encode()
            messages.append((self._adresses.cle(ligne), entetes, corps))
        self._publier(source, messages)
        return len(messages)

    def empoisonner(self, source: str, alea: random.Random) -> Poison:
        """Envoie un poison aux abonnés d'un agrégat du service. Lève OSError si le courtier est absent."""
        agregat, noms = alea.choice(sorted((topologie().services[source].get("publie") or {}).items()))
        type_ = alea.choice(noms)
        sorte = alea.choice(sorted(SORTES))
        poison = Poison(
            id=str(uuid4()),
            sorte=sorte,
            source=source,
            agregat=agregat,
            type=type_,
            corps_fautif=sorte in CORPS_FAUTIFS,
        )
        entetes = {MARQUE: poison.id, **_entetes_justes(poison)}
        corps = b"{}"
        entetes, corps = SORTES[sorte](entetes, corps)
        cle = self._adresses.cle({"aggregate_id": poison.id, "aggregate_type": agregat, "type": type_})
        self._publier(source, [(cle, entetes, corps)])
        self.poisons.append(poison)
        return poison

    def _publier(self, source: str, messages: Sequence[tuple[str, Mapping[str, Any], bytes]]) -> None:
        """Lève OSError si le courtier est absent, ou s'il s'arrête pendant la publication."""
        with self._verrou, bus.ouvrir(self._banc.courtier.url) as connexion:
            try:
                connexion.connect()
                canal = connexion.channel()
                canal.confirm_select()
                echange = self._adresses.echange(source).name
                for cle, entetes, corps in messages:
                    message = Message(
                        corps, content_type="application/json", delivery_mode=2, application_headers=dict(entetes)
                    )
                    canal.basic_publish_confirm(message, exchange=echange, routing_key=cle)
            except connexion.connection_errors as panne:
                raise ConnectionError(str(panne)) from panne


def _entetes_justes(poison: Poison) -> dict[str, str]:
    """En-têtes d'un fait qui n'a jamais eu lieu, d'un agrégat qui n'existe pas : il ne gêne aucun vrai fait."""
    ligne = {
        "event_id": nouvel_id(),
        "type": poison.type,
        "occurred_on": horloge_systeme(),
        "aggregate_id": str(nouvel_id()),
        "aggregate_type": poison.agregat,
        "aggregate_seq": 1,
        "dataschema": f"urn:logis:{poison.source}:{nom_ascii(poison.type)}:v1",
        "acteur": {"sub": "chaos", "titre": "CHAOS"},
        "causation_id": None,
        "traceparent": "",
    }
    return _entetes(ligne, poison.source)


def _entetes(ligne: Mapping[str, Any], source: str) -> dict[str, str]:
    """L'enveloppe CloudEvents d'une ligne d'outbox, écrite d'après le contrat du fil et non par le noyau éprouvé."""
    attributs = {
        "specversion": "1.0",
        "id": str(ligne["event_id"]),
        "source": source,
        "type": ligne["type"],
        "time": ligne["occurred_on"].astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "subject": ligne["aggregate_id"],
        "dataschema": ligne["dataschema"],
        "datacontenttype": "application/json",
        "sequence": str(ligne["aggregate_seq"]),
        "partitionkey": ligne["aggregate_id"],
        "aggregatetype": ligne["aggregate_type"],
        "acteur": json.dumps(ligne["acteur"], ensure_ascii=False),
        "traceparent": ligne["traceparent"],
    }
    if ligne["causation_id"]:
        attributs["causationid"] = str(ligne["causation_id"])
    return {f"cloudEvents:{nom}": str(valeur) for nom, valeur in attributs.items()}


Fabrication = tuple[dict[str, Any], bytes]


def _sans(nom: str) -> Any:
    def retirer(entetes: dict[str, Any], corps: bytes) -> Fabrication:
        return {cle: v for cle, v in entetes.items() if cle != f"cloudEvents:{nom}"}, corps

    return retirer


def _avec(nom: str, valeur: Callable[[], str]) -> Any:
    def remplacer(entetes: dict[str, Any], corps: bytes) -> Fabrication:
        return {**entetes, f"cloudEvents:{nom}": valeur()}, corps

    return remplacer


def _corps(contenu: bytes) -> Any:
    def remplacer(entetes: dict[str, Any], _corps: bytes) -> Fabrication:
        return entetes, contenu

    return remplacer


SORTES = {
    "json_casse": _corps(b'{"bail_id": '),
    "json_pas_un_objet": _corps(b"[1, 2, 3]"),
    "json_profond": _corps(b"[" * 10_000 + b"]" * 10_000),
    "utf8_invalide": _corps(b'{"a": "\xff\xfe"}'),
    "cinq_mega": _corps(b'{"a": "' + b"x" * 5_000_000 + b'"}'),
    "corps_vide": _corps(b""),
    "sans_id": _sans("id"),
    "sans_source": _sans("source"),
    "sans_type": _sans("type"),
    "sans_sequence": _sans("sequence"),
    "id_pas_uuid7": _avec("id", lambda: str(uuid4())),
    "sequence_illisible": _avec("sequence", lambda: "douze"),
    "trop_ancien": _avec("id", lambda: f"01800000-0000-7000-8000-{uuid4().hex[:12]}"),
    "type_inconnu": _avec("type", lambda: "ChoseInconnue"),
}
"""Sorte → ce qu'elle fait d'un message juste."""

CORPS_FAUTIFS = ("json_casse", "json_pas_un_objet", "json_profond", "utf8_invalide", "cinq_mega", "corps_vide")
ACCEPTABLES = ("type_inconnu",)
"""Le noyau peut les tenir pour lus sans rien en faire : un consommateur n'a pas à connaître tous les événements."""
