"""Éprouver la messagerie : `logis chaos`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

sortie = Console()


def inscrire(application: typer.Typer) -> None:
    application.command("chaos")(chaos)


def chaos(
    duree: Annotated[float, typer.Option(min=60, help="Secondes de fautes, 60 au moins.")] = 120,
    graine: Annotated[int, typer.Option(help="Graine du plan : la même graine donne le même plan.")] = 7,
    en_json: Annotated[bool, typer.Option("--json", help="Rapport pour les machines, seul sur la sortie.")] = False,
    rapport: Annotated[Path | None, typer.Option(help="Écrit aussi le rapport JSON dans ce fichier.")] = None,
    plan: Annotated[bool, typer.Option("--plan", help="Montre le plan sans rien jouer.")] = False,
) -> None:
    """Joue de vraies commandes pendant que tout casse, puis compte ce qui s'est perdu, doublé, inversé, bloqué.

    RabbitMQ et PostgreSQL sont ceux du banc (espace « test-chaos », refait à neuf) : il les tue. Finit en erreur au
    moindre écart.
    """
    if plan:
        _montrer_le_plan(duree, graine)
        return
    os.environ["LOGIS_ESPACE"] = "test-chaos"
    for variable in [v for v in os.environ if v.startswith("LOGIS_") and v not in ("LOGIS_ESPACE", "LOGIS_RACINE")]:
        del os.environ[variable]  # le banc a ses propres serveurs, et les tue : jamais ceux que l'environnement désigne
    resultat = _courir(duree, graine, muet=en_json)
    texte = json.dumps(resultat, ensure_ascii=False, indent=2)
    if rapport is not None:
        rapport.parent.mkdir(parents=True, exist_ok=True)
        rapport.write_text(texte + "\n", encoding="utf-8")
    if en_json:
        print(texte)
    else:
        _resumer(resultat)
    raise typer.Exit(0 if resultat["juste"] else 1)


def _courir(duree: float, graine: int, *, muet: bool) -> dict[str, Any]:
    from console.chaos.course import courir

    colonnes = (TextColumn("[bold]{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*colonnes, console=sortie, disable=muet, transient=True) as barre:
        tache = barre.add_task("banc", total=1.0)
        return courir(
            duree_s=duree,
            graine=graine,
            suivi=lambda etape, avance: barre.update(tache, description=etape, completed=min(1.0, avance)),
        ).en_json()


def _montrer_le_plan(duree: float, graine: int) -> None:
    from console.chaos.plan import dresser

    table = Table("instant (s)", "faute", "cible")
    for faute in dresser(duree_s=duree, graine=graine):
        table.add_row(f"{faute.debut_s:.1f}", faute.genre.value, faute.cible)
    sortie.print(table)


def _resumer(resultat: dict[str, Any]) -> None:
    table = Table(show_header=False, box=None)
    table.add_row("fautes", f"{resultat['fautes_en_tout']} en {resultat['duree_s']} s")
    table.add_row("commandes", f"{resultat['commandes']}, dont {resultat['commandes_rejouees']} rejouées")
    table.add_row("faits, effets", f"{resultat['faits']}, {resultat['effets']}")
    table.add_row("poisons", f"{resultat['poisons']}, garés {resultat['poisons_gares']} fois")
    for cle in ("perdus", "effets_en_double", "inversions", "bloques"):
        table.add_row(cle.replace("_", " "), str(resultat[cle]))
    for sujet in ("relais", "courtier", "postgres"):
        table.add_row(f"reprise {sujet}", f"{resultat[f'reprise_{sujet}_s']} s au plus")
    sortie.print(table)
    for nature, ecarts in resultat["ecarts"].items():
        for ecart in ecarts:
            sortie.print(f"  [red]{nature}[/red] {ecart['quoi']} — {ecart['ou']} — {ecart['detail']}", highlight=False)
    for arret in resultat["arrets_en_faute"]:
        sortie.print(f"  [red]arrêt[/red] {arret}", highlight=False)
    if resultat["juste"]:
        sortie.print("[bold green]Rien de perdu, rien en double, rien d'inversé, rien de bloqué.[/bold green]")
