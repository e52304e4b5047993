"""UUIDv7 (RFC 9562) : identifiants triables qui portent leur instant de naissance."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from uuid import UUID, uuid5

from socle.domaine.refus import DonneeInvalide

_REQUETES = UUID("6f1f9c0e-6a0b-5b57-9d0a-3f4f0d9f6c11")


def nouvel_id() -> UUID:
    """Nouvel UUIDv7 : 48 bits de millisecondes, puis de l'aléa."""
    return nouveaux_ids(1)[0]


def nouveaux_ids(nombre: int) -> list[UUID]:
    """Autant d'UUIDv7 du même instant, pour un lot : l'aléa se tire d'un coup."""
    instant = time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | 0b10 << 62
    alea = os.urandom(10 * nombre)
    tires = (int.from_bytes(alea[debut : debut + 10], "big") for debut in range(0, 10 * nombre, 10))
    return [UUID(int=instant | (tire >> 68 & 0xFFF) << 64 | tire & (1 << 62) - 1) for tire in tires]


def id_de_requete(*, appelant: str, rpc: str, request_id: UUID) -> UUID:
    """Identifiant qu'une requête rejouée retrouve (UUIDv5) : ce qu'elle a rangé hors transaction ne l'est pas deux fois."""
    return uuid5(_REQUETES, f"{appelant}|{rpc}|{request_id}")


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
