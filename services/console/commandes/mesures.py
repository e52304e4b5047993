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
from console.demo.api import Api, Partenaire
from console.demo.recit import Recit
from console.demo.scene import Scene
from console.local.espace import Espace
from console.noyaux import Noyaux

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
    from console.commandes.marche import preparer
    from console.superviseur import en_marche

    os.environ["LOGIS_ESPACE"] = "demo"
    espace = Espace("demo")
    environnement = preparer(espace, neuves=True)
    documents = espace.dossier / "demo-documents"
    documents.mkdir(exist_ok=True)
    with en_marche(environnement) as superviseur:
        api, noyaux = Api(environnement), Noyaux.de_l_espace(espace)
        caf, fsl = Partenaire(environnement, "caf-69"), Partenaire(environnement, "fsl-69")
        scene = Scene(Recit(api, noyaux, sortie, muet=True), caf, fsl, documents, 2026)
        parcours.jouer(scene)
        resultat = asyncio.run(
            banc(
                environnement,
                locataire_id=scene.ids["locataire"],
                jeton=api.jeton("CHARGE_RECOUVREMENT"),
                pid=superviseur.pid,
            )
        )
        for client in (api, noyaux, caf, fsl):
            client.fermer()
    if not os.environ.get("LOGIS_POSTGRES_URL"):
        from console.local.postgres import PostgresLocal

        PostgresLocal(espace).arreter()
    return resultat
