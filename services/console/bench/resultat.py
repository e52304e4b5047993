"""La forme d'un résultat de banc, la même pour tous."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from console.bench.passerelle import centile


def resultat(
    nom: str,
    *,
    debits: Sequence[float],
    unite: str,
    limites: Sequence[float],
    latences_ms: Sequence[float],
    memoire_mo: float,
    **parametres: Any,
) -> dict[str, Any]:
    """Médianes des passages. `ratio` est celui des médianes ; les passages sont donnés pour qu'on juge de l'écart."""
    debit, limite = median(debits), median(limites)
    return {
        "nom": nom,
        "debit": round(debit, 1),
        "unite": unite,
        "limite": round(limite, 1),
        "ratio": round(debit / limite, 3) if limite else 0.0,
        "p50_ms": centile(list(latences_ms), 0.50),
        "p99_ms": centile(list(latences_ms), 0.99),
        "memoire_mo": memoire_mo,
        "parametres": {
            **parametres,
            "passages": [round(d, 1) for d in debits],
            "passages_limite": [round(d, 1) for d in limites],
        },
    }
