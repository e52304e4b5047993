"""Coût de l'éventail : la vue 360°, à côté du même éventail sur six RPC vides (santé gRPC) et d'une route statique."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import psutil

from console.bench.http import Connexion
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
    adresse = urlsplit(environnement.url_passerelle)
    connexions = [await Connexion.ouvrir(adresse.hostname or "", adresse.port or 80) for _ in range(CONNEXIONS)]
    entetes = {"Authorization": f"Bearer {jeton}"}

    async def vue(rang: int) -> None:
        corps = await connexions[rang].lire(f"/api/v1/locataires/{locataire_id}/vue-360", entetes)
        if b'"indisponibles":[]' not in corps:
            raise RuntimeError("une carte est indisponible : la mesure ne vaut rien")

    async def vide(rang: int) -> None:
        await connexions[rang].lire("/sante/eventail")

    async def statique(rang: int) -> None:
        await connexions[rang].lire("/sante")

    processus = _processus(pid)
    await mesurer(vue, duree=1.0)
    depense = cpu(processus)
    debit, latences = await mesurer(vue)
    depense = {nom: cpu_s - depense[nom] for nom, cpu_s in cpu(processus).items()}
    debit_vide, _ = await mesurer(vide)
    debit_statique, _ = await mesurer(statique, duree=2.0)
    for connexion in connexions:
        await connexion.fermer()
    memoire = {nom: round(p.memory_info().rss / 1_048_576, 1) for nom, p in processus.items()}
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
            "cpu_ms_par_vue": {nom: round(cpu_s * 1000 / len(latences), 2) for nom, cpu_s in depense.items()},
        },
    }


def cpu(processus: Mapping[str, psutil.Process]) -> dict[str, float]:
    """Secondes de processeur dépensées par chacun depuis sa naissance."""
    temps = {nom: p.cpu_times() for nom, p in processus.items()}
    return {nom: t.user + t.system for nom, t in temps.items()}


def _processus(pid: int) -> dict[str, psutil.Process]:
    """Les processus de la suite, nommés par ce qu'ils servent."""
    enfants = psutil.Process(pid).children(recursive=True)
    return {" ".join(enfant.cmdline()[-2:]): enfant for enfant in enfants if "servir" in enfant.cmdline()}
