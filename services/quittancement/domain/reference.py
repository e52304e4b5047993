"""Référence de paiement structurée (ISO 11649) : « RF », deux chiffres de contrôle, la référence du bail."""

from __future__ import annotations

import re


def reference_rf(texte: str) -> str:
    """« B-1A2B » → « RF..B1A2B » ; 21 caractères utiles au plus, contrôle modulo 97."""
    utile = re.sub(r"[^0-9A-Z]", "", texte.upper())[:21]
    chiffres = "".join(str(int(c, 36)) for c in f"{utile}RF00")
    return f"RF{98 - int(chiffres) % 97:02d}{utile}"
