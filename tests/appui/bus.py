"""Le bus d'un test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BusDEssai:
    """Un bus et un préfixe que nul autre test n'emploie ; `limite` de livraisons de ses files, None s'il n'y en a pas."""

    url: str
    prefixe: str
    limite: int | None = None
