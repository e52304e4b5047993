"""Coût de l'éventail : la vue 360°, à côté du même éventail sur six RPC vides (santé gRPC) et d'une route statique."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import psutil

from console.environnement import Environnement

CONNEXIONS = 16
DUREE_S = 6.0


async def mesurer(action: Callable[[int], Awaitable[None]], *, duree: float = DUREE_S) -> tuple[float, list[float]]:
    """Débit (par seconde) et latences (ms) de `CONNEXIONS` boucles pendant `duree` secondes."""
    latences: list[float] = []
    fin = time.perf_counter() + duree

    async def boucle(rang: int) -> None:
        while time.perf_counter() < fin:
            debut = time.perf_counter()
            await action(rang)
            latences.append((time.perf_counter() - debut) * 1000)

    depart = time.perf_counter()
    await asyncio.gather(*(boucle(rang) for rang in range(CONNEXIONS)))
    return len(latences) / (time.perf_counter() - depart), latences


def centile(valeurs: list[float], part: float) -> float:
    tries = sorted(valeurs)
    return round(tries[min(len(tries) - 1, int(len(tries) * part))], 2) if tries else 0.0


async def banc(environnement: Environnement, *, locataire_id: str, jeton: str, pid: int) -> dict[str, Any]:
    """Mesure la vue, puis ses deux limites, dans le même passage."""
    limites = httpx.Limits(max_connections=CONNEXIONS, max_keepalive_connections=CONNEXIONS)
    async with httpx.AsyncClient(base_url=environnement.url_passerelle, limits=limites, timeout=10) as client:
        entetes = {"Authorization": f"Bearer {jeton}"}

        async def vue(_rang: int) -> None:
            reponse = await client.get(f"/api/v1/locataires/{locataire_id}/vue-360", headers=entetes)
            reponse.raise_for_status()
            if reponse.json()["indisponibles"]:
                raise RuntimeError("une carte est indisponible : la mesure ne vaut rien")

        async def vide(_rang: int) -> None:
            (await client.get("/sante/eventail")).raise_for_status()

        async def statique(_rang: int) -> None:
            (await client.get("/sante")).raise_for_status()

        await mesurer(vue, duree=1.0)
        debit, latences = await mesurer(vue)
        debit_vide, _ = await mesurer(vide)
        debit_statique, _ = await mesurer(statique, duree=2.0)
    memoire = memoire_par_processus(pid)
    return {
        "nom": "passerelle",
        "debit": round(debit, 1),
        "unite": "vues/s",
        "limite": round(debit_vide, 1),
        "ratio": round(debit / debit_vide, 3),
        "p50_ms": centile(latences, 0.50),
        "p99_ms": centile(latences, 0.99),
        "memoire_mo": max(memoire.values()),
        "parametres": {
            "connexions": CONNEXIONS,
            "duree_s": DUREE_S,
            "limite": "six RPC vides (santé) derrière la même passerelle",
            "route_statique": round(debit_statique, 1),
            "memoire_par_processus": memoire,
        },
    }


def memoire_par_processus(pid: int) -> dict[str, float]:
    """Mémoire résidente (Mo) de chaque processus de la suite."""
    return {
        " ".join(enfant.cmdline()[-2:]): round(enfant.memory_info().rss / 1_048_576, 1)
        for enfant in psutil.Process(pid).children(recursive=True)
        if "servir" in enfant.cmdline()
    }
