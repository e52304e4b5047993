"""Mesurer : bench."""

from __future__ import annotations

import asyncio
import json
import os
from typing import Annotated, Any

import typer
from rich.console import Console

from console.bench.passerelle import banc
from console.demo import parcours
from console.demo.theatre import une_scene, une_suite_neuve
from console.local.espace import Espace

sortie = Console()
bench = typer.Typer(help="Bancs de mesure.", no_args_is_help=True)


def inscrire(application: typer.Typer) -> None:
    application.add_typer(bench, name="bench")


@bench.callback()
def _bancs() -> None:
    """Chaque banc donne un débit et sa limite, mesurée dans le même passage."""


@bench.command("passerelle")
def passerelle(en_json: Annotated[bool, typer.Option("--json", help="Pour les machines.")] = False) -> None:
    """Vue 360° à seize connexions, à côté de six RPC vides derrière la même passerelle."""
    resultat = _mesurer_passerelle()
    if en_json:
        print(json.dumps(resultat, ensure_ascii=False))
        return
    sortie.print(
        f"{resultat['debit']} {resultat['unite']} (p50 {resultat['p50_ms']} ms, p99 {resultat['p99_ms']} ms) — "
        f"limite {resultat['limite']}, ratio {resultat['ratio']}, mémoire {resultat['memoire_mo']} Mo"
    )


def _mesurer_passerelle() -> dict[str, Any]:
    os.environ["LOGIS_ESPACE"] = "demo"
    with (
        une_suite_neuve(Espace("demo")) as (environnement, superviseur),
        une_scene(environnement, sortie, graine=2026, muet=True) as scene,
    ):
        parcours.jouer(scene)
        return asyncio.run(
            banc(
                environnement,
                locataire_id=scene.ids["locataire"],
                jeton=scene.recit.api.jeton("CHARGE_RECOUVREMENT"),
                pid=superviseur.pid,
            )
        )
