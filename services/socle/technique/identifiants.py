"""UUIDv7 (RFC 9562) : identifiants triables qui portent leur instant de naissance."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from uuid import UUID

from socle.domaine.refus import DonneeInvalide


def nouvel_id() -> UUID:
    """Nouvel UUIDv7 : 48 bits de millisecondes, puis de l'aléa."""
    millisecondes = time.time_ns() // 1_000_000
    alea = int.from_bytes(os.urandom(10), "big")
    valeur = millisecondes << 80 | 0x7 << 76 | (alea >> 68 & 0xFFF) << 64 | 0b10 << 62 | alea & (1 << 62) - 1
    return UUID(int=valeur)


def naissance(identifiant: UUID) -> datetime | None:
    """Instant UTC inscrit dans un UUIDv7 ; None pour une autre version."""
    if identifiant.version != 7:
        return None
    return datetime.fromtimestamp((identifiant.int >> 80) / 1000, UTC)


def lire_id(texte: str, *, champ: str) -> UUID:
    """Lit un UUID. Lève DonneeInvalide (IDENTIFIANT_MANQUANT ou IDENTIFIANT_ILLISIBLE)."""
    if not texte:
        raise DonneeInvalide("IDENTIFIANT_MANQUANT", f"Le champ « {champ} » est obligatoire.", champ=champ)
    try:
        return UUID(texte)
    except ValueError:
        raise DonneeInvalide(
            "IDENTIFIANT_ILLISIBLE", f"« {texte[:60]} » n'est pas un identifiant.", champ=champ
        ) from None
