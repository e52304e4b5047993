"""Les faits des bancs : de vraies lignes d'outbox, ou les mêmes messages tels que le bus les porte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zlib import crc32

import psycopg
from psycopg.types.json import Jsonb

from socle.technique.identifiants import nouvel_id

SOURCE, AGREGAT, TYPE, SCHEMA = "emission", "chose", "ChoseFaite", "urn:logis:emission:chose_faite:v1"
ACTEUR = {"sub": "banc", "titre": "BANC"}
PAR_AGREGAT = 10
"""Faits par agrégat : un dossier vit une dizaine de faits."""


@dataclass(frozen=True, kw_only=True)
class Fait:
    """`numero` est la séquence du fait dans son agrégat."""

    id: UUID
    agregat_id: UUID
    numero: int

    @property
    def donnees(self) -> dict[str, Any]:
        """Un corps de la taille d'un vrai fait : cinq identifiants, deux dates, un montant (environ 400 octets)."""
        autres = {nom: str(self.agregat_id) for nom in ("bail_id", "logement_id", "residence_id", "demande_id")}
        return {
            "chose_id": str(self.agregat_id),
            "numero": self.numero,
            **autres,
            "signe_le": "2026-11-24",
            "prend_effet_le": "2026-12-01",
            "montant": {"centimes": 45_000, "devise": "EUR"},
        }

    def entetes(self) -> dict[str, str]:
        """En-têtes CloudEvents du message."""
        valeurs = {
            "specversion": "1.0",
            "id": str(self.id),
            "source": SOURCE,
            "type": TYPE,
            "time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "subject": str(self.agregat_id),
            "dataschema": SCHEMA,
            "datacontenttype": "application/json",
            "sequence": str(self.numero),
            "partitionkey": str(self.agregat_id),
            "aggregatetype": AGREGAT,
            "acteur": json.dumps(ACTEUR),
        }
        return {f"cloudEvents:{cle}": valeur for cle, valeur in valeurs.items()}

    def corps(self) -> bytes:
        return json.dumps(self.donnees, ensure_ascii=False, separators=(",", ":")).encode()


def des_faits(nombre: int) -> list[Fait]:
    """`nombre` faits, dix par agrégat, entrelacés : l'ordre de chaque agrégat est celui de la liste."""
    agregats = [nouvel_id() for _ in range(max(1, nombre // PAR_AGREGAT))]
    return [
        Fait(id=nouvel_id(), agregat_id=agregats[rang % len(agregats)], numero=rang // len(agregats) + 1)
        for rang in range(nombre)
    ]


_COLONNES = (
    "partition, event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload, occurred_on, acteur"
)


def deposer(connexion: psycopg.Connection[Any], faits: Sequence[Fait], *, partitions: int = 1) -> None:
    """Écrit les faits dans l'outbox et réveille le relais ; l'appelant valide."""
    with connexion.cursor() as curseur:
        with curseur.copy(f"COPY outbox ({_COLONNES}) FROM STDIN") as copie:
            for ligne in _lignes(faits, partitions):
                copie.write_row(ligne)
        curseur.execute("SELECT pg_notify('logis_outbox', '')")


def _lignes(faits: Sequence[Fait], partitions: int) -> Iterator[tuple[Any, ...]]:
    maintenant, acteur = datetime.now(UTC), Jsonb(ACTEUR)
    for fait in faits:
        partition = crc32(str(fait.agregat_id).encode()) % partitions
        yield (
            partition,
            fait.id,
            AGREGAT,
            str(fait.agregat_id),
            fait.numero,
            TYPE,
            SCHEMA,
            Jsonb(fait.donnees),
            maintenant,
            acteur,
        )
