"""Qui appelle, quand et pourquoi : ce que chaque écriture inscrit à côté de ses faits."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

Horloge = Callable[[], datetime]
"""Rend l'instant UTC présent. Lue une fois, à l'entrée ; jamais dans le domaine."""


def horloge_systeme() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Appelant:
    """Identité vérifiée de l'appelant ; les droits se lisent dans la matrice, jamais dans le jeton."""

    sub: str
    metiers: tuple[str, ...] = ()
    mission_active: str = ""
    perimetre: tuple[str, ...] | None = None
    """Résidences de l'agent ; None : tout le patrimoine."""
    role_technique: str = ""
    partenaire: str = ""
    departement: str = ""

    def acteur(self) -> dict[str, str]:
        """Trace portée par les faits : le sujet et son titre, sans donnée personnelle."""
        titre = self.partenaire or self.role_technique or ",".join(self.metiers)
        return {"sub": self.sub, "titre": titre}


@dataclass(frozen=True, kw_only=True)
class Appel:
    """Un appel en cours : méthode RPC complète, appelant et portée accordée sur la classe lue."""

    methode: str
    appelant: Appelant
    portee: str = "O"


@dataclass(frozen=True, kw_only=True)
class Contexte:
    """Contexte d'une écriture : acteur, instant d'enregistrement (UTC), événement causal s'il y en a un."""

    acteur: dict[str, str]
    instant: datetime
    cause: UUID | None = None


appel_courant: ContextVar[Appel] = ContextVar("appel_courant")
