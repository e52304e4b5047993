"""L'enveloppe CloudEvents 1.0, mode binaire sur AMQP : en-têtes `cloudEvents:…`, corps JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from socle.technique.evenements import Illisible
from socle.technique.identifiants import naissance

PREFIXES = ("cloudEvents:", "cloudEvents_")
"""La spécification AMQP admet les deux ; on publie la première, on accepte les deux."""

LONGUEUR_PREFIXE = len(PREFIXES[0])

TAILLE_MAX = 1_000_000
"""Octets. Un fait ne porte que des identifiants et des montants : au-delà, c'est une faute."""

ENTETE_MAX = 2_000
"""Caractères."""

AGE_MAX = timedelta(days=400)
"""Âge au-delà duquel l'inbox ne peut plus garantir l'unicité."""


class EnveloppeIllisible(Illisible):
    """Enveloppe ou corps impossible à lire."""


@dataclass(frozen=True, kw_only=True)
class Enveloppe:
    """Un fait sur le fil. `sequence` commence à 1 et croît sans trou par (source, type d'agrégat, agrégat)."""

    id: UUID
    source: str
    type: str
    aggregate_type: str
    aggregate_id: str
    sequence: int
    dataschema: str
    time: str
    acteur: str
    causation_id: str
    traceparent: str
    entetes: Mapping[str, str]
    corps: bytes

    @property
    def mois(self) -> date:
        """Premier jour du mois inscrit dans l'UUIDv7 : la partition de l'inbox."""
        ne = naissance(self.id)
        assert ne is not None  # vérifié à la lecture
        return date(ne.year, ne.month, 1)

    def donnees(self) -> dict[str, Any]:
        """Corps JSON. Lève EnveloppeIllisible si ce n'est pas un objet JSON en UTF-8, peu profond et de taille sobre."""
        return lire_corps(self.corps)


def lire_corps(corps: bytes) -> dict[str, Any]:
    """Objet JSON du corps ; lève EnveloppeIllisible (CORPS_TROP_GROS, CORPS_NON_UTF8, CORPS_NON_JSON)."""
    if len(corps) > TAILLE_MAX:
        raise EnveloppeIllisible("CORPS_TROP_GROS", f"Corps de {len(corps)} octets (maximum {TAILLE_MAX}).")
    if corps.count(b"[") + corps.count(b"{") > 10_000:
        raise EnveloppeIllisible("CORPS_NON_JSON", "Corps trop imbriqué.")
    try:
        donnees = json.loads(corps.decode("utf-8"))
    except UnicodeDecodeError:
        raise EnveloppeIllisible("CORPS_NON_UTF8", "Le corps n'est pas de l'UTF-8.") from None
    except (ValueError, RecursionError):
        raise EnveloppeIllisible("CORPS_NON_JSON", "Le corps n'est pas du JSON lisible.") from None
    if not isinstance(donnees, dict):
        raise EnveloppeIllisible("CORPS_NON_JSON", "Le corps n'est pas un objet JSON.")
    return donnees


def entetes_pour(ligne: Mapping[str, Any], *, source: str, traceparent: str) -> dict[str, str]:
    """En-têtes CloudEvents d'une ligne d'outbox ; `acteur` y est du texte JSON."""
    entetes = {
        "cloudEvents:specversion": "1.0",
        "cloudEvents:id": str(ligne["event_id"]),
        "cloudEvents:source": source,
        "cloudEvents:type": ligne["type"],
        "cloudEvents:time": ligne["occurred_on"].astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "cloudEvents:subject": ligne["aggregate_id"],
        "cloudEvents:dataschema": ligne["dataschema"],
        "cloudEvents:datacontenttype": "application/json",
        "cloudEvents:sequence": str(ligne["aggregate_seq"]),
        "cloudEvents:partitionkey": ligne["aggregate_id"],
        "cloudEvents:aggregatetype": ligne["aggregate_type"],
        "cloudEvents:acteur": ligne["acteur"],
        "cloudEvents:traceparent": traceparent,
    }
    if ligne["causation_id"]:
        entetes["cloudEvents:causationid"] = str(ligne["causation_id"])
    return entetes


def lire_enveloppe(entetes: Mapping[str, Any], corps: bytes, *, maintenant: datetime | None) -> Enveloppe:
    """Lit les en-têtes d'un message reçu ; le corps n'est pas encore interprété. Sans `maintenant`, l'âge n'est pas jugé.

    Lève EnveloppeIllisible : ENTETE_MANQUANT, ENTETE_ILLISIBLE, IDENTIFIANT_ILLISIBLE, SEQUENCE_ILLISIBLE, NOM_NON_NFC, TROP_ANCIEN.
    """
    attributs = {
        cle[LONGUEUR_PREFIXE:]: _texte(cle, valeur)
        for cle, valeur in entetes.items()
        if isinstance(cle, str) and cle.startswith(PREFIXES)
    }
    for nom in ("id", "source", "type", "subject", "dataschema", "sequence", "aggregatetype"):
        if not attributs.get(nom):
            raise EnveloppeIllisible("ENTETE_MANQUANT", f"L'en-tête cloudEvents:{nom} manque.")
    try:
        identifiant = UUID(attributs["id"])
        ne = naissance(identifiant)
        if ne is None:
            raise ValueError
    except ValueError:
        raise EnveloppeIllisible("IDENTIFIANT_ILLISIBLE", "L'identifiant n'est pas un UUIDv7.") from None
    if not re.fullmatch(r"0*[1-9][0-9]{0,17}", attributs["sequence"]):
        raise EnveloppeIllisible("SEQUENCE_ILLISIBLE", "La séquence n'est pas un entier positif.")
    if unicodedata.normalize("NFC", attributs["type"]) != attributs["type"]:
        raise EnveloppeIllisible("NOM_NON_NFC", "Le nom de l'événement n'est pas en NFC.")
    if maintenant is not None and maintenant - ne > AGE_MAX:
        raise EnveloppeIllisible("TROP_ANCIEN", f"Événement né le {ne:%d/%m/%Y} : plus de {AGE_MAX.days} jours.")
    return Enveloppe(
        id=identifiant,
        source=attributs["source"],
        type=attributs["type"],
        aggregate_type=attributs["aggregatetype"],
        aggregate_id=attributs["subject"],
        sequence=int(attributs["sequence"]),
        dataschema=attributs["dataschema"],
        time=attributs.get("time", ""),
        acteur=attributs.get("acteur", ""),
        causation_id=attributs.get("causationid", ""),
        traceparent=attributs.get("traceparent", ""),
        entetes={PREFIXES[0] + cle: valeur for cle, valeur in attributs.items()},
        corps=corps,
    )


def _texte(cle: str, valeur: Any) -> str:
    """Valeur d'un en-tête : du texte que la base saura garder. Lève EnveloppeIllisible (ENTETE_ILLISIBLE)."""
    try:
        texte = valeur.decode() if isinstance(valeur, bytes) else str(valeur)
        if not texte.isascii():
            texte.encode()
    except UnicodeError:
        texte = "\0"
    if "\0" in texte or len(texte) > ENTETE_MAX:
        raise EnveloppeIllisible("ENTETE_ILLISIBLE", f"L'en-tête {cle[:60]!a} n'est pas un texte court en UTF-8.")
    return texte


def cle_agregat(enveloppe: Enveloppe) -> dict[str, Any]:
    """Paramètres SQL qui désignent l'agrégat d'un fait : `:source`, `:agregat`, `:id`."""
    return {"source": enveloppe.source, "agregat": enveloppe.aggregate_type, "id": enveloppe.aggregate_id}
