"""Attendre une condition, jamais une durée."""

from __future__ import annotations

import time
from collections.abc import Callable


def attendre(condition: Callable[[], bool], *, delai: float = 15.0, quoi: str = "la condition") -> None:
    """Lève AssertionError si `condition` n'est pas vraie avant `delai` secondes."""
    limite = time.monotonic() + delai
    while not condition():
        if time.monotonic() > limite:
            raise AssertionError(f"{quoi} n'est pas venue en {delai:.0f} s")
        time.sleep(0.02)
