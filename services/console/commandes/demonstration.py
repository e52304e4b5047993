"""La démonstration : `logis demo`."""

from __future__ import annotations

import json
import os
import time
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from console.demo import parcours
from console.demo.recit import EtapeEchouee
from console.demo.scene import Scene
from console.demo.theatre import une_scene, une_suite_neuve
from console.demo.vue360 import montrer_la_vue_360
from console.local.espace import Espace

sortie = Console()


def inscrire(application: typer.Typer) -> None:
    application.command("demo")(demo)


def demo(
    en_json: Annotated[bool, typer.Option("--json", help="Bilan pour les machines, seul sur la sortie.")] = False,
    graine: Annotated[int, typer.Option(help="Graine du jeu fictif.")] = 2026,
) -> None:
    """Joue le parcours de référence, de la demande au dossier refermé, sur un espace « demo » recréé à neuf.

    LOGIS_AMQP_URL et LOGIS_POSTGRES_URL désignent de vrais serveurs ; à défaut tout est embarqué.
    """
    os.environ["LOGIS_ESPACE"] = "demo"
    debut = time.monotonic()
    bilan = jouer(Espace("demo"), graine=graine, muet=en_json)
    bilan["duree_s"] = round(time.monotonic() - debut, 1)
    if en_json:
        print(json.dumps(bilan, ensure_ascii=False))
    else:
        _resumer(bilan)
    raise typer.Exit(0 if bilan["ok"] else 1)


def jouer(espace: Espace, *, graine: int, muet: bool) -> dict[str, Any]:
    """Prépare l'espace, démarre la suite, joue, arrête ; rend le bilan (clés du contrat, sans la durée)."""
    if not muet:
        sortie.print("[dim]Préparation : PostgreSQL, bases, migrations, clés…[/dim]")
    _vider_le_bus(espace)
    with (
        une_suite_neuve(espace) as (environnement, _),
        une_scene(environnement, sortie, graine=graine, muet=muet) as scene,
    ):
        bilan = _jouer(scene)
        bilan["documents"] = [os.path.relpath(fichier) for fichier in scene.pdf]
    return bilan


def _jouer(scene: Scene) -> dict[str, Any]:
    erreur = ""
    try:
        parcours.jouer(scene)
        montrer_la_vue_360(scene.recit, scene.ids)
    except EtapeEchouee as echec:
        erreur = str(echec)
    reste = scene.recit.calme()
    return {
        "ok": not erreur and not any(reste.values()),
        "etapes": len(scene.recit.etapes),
        "evenements": len(scene.recit.faits),
        **reste,
        "erreur": erreur,
    }


def _vider_le_bus(espace: Espace) -> None:
    """Sur un vrai courtier, supprime les files de cet espace : leurs messages parlent de bases qui n'existent plus."""
    url = os.environ.get("LOGIS_AMQP_URL", "memory://")
    if url.startswith("memory"):
        return
    from console.services import TOUS, topologie
    from socle.technique.messagerie import bus

    adresses = bus.Adresses(espace.prefixe_bus, topologie().partitions)
    with bus.ouvrir(url) as connexion:
        canal = connexion.channel()
        for source in TOUS:
            for consommateur, agregat in topologie().abonnes(source):
                for file in adresses.files(consommateur, source, agregat):
                    canal.queue_delete(file.name)


def _resumer(bilan: dict[str, Any]) -> None:
    table = Table(show_header=False, box=None)
    table.add_row("étapes", str(bilan["etapes"]))
    table.add_row("événements", str(bilan["evenements"]))
    table.add_row(
        "restés en route",
        f"{bilan['non_envoyes']} non envoyés, {bilan['retenus']} retenus, {bilan['reprises']} en reprise, {bilan['gares']} garés",
    )
    table.add_row("durée", f"{bilan['duree_s']} s")
    sortie.print()
    sortie.print(table)
    for fichier in bilan["documents"]:
        sortie.print(f"  PDF  {fichier}", highlight=False)
    if bilan["ok"]:
        sortie.print("[bold green]Le parcours est complet : tout ce qui devait arriver est arrivé.[/bold green]")
    else:
        sortie.print(f"[bold red]Le parcours a échoué.[/bold red] {bilan['erreur']}")
