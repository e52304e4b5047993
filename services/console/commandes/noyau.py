"""Décrire et vérifier l'installation : topologie, certificats, doctor, generer."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from console.local.espace import Espace
from console.services import topologie
from socle.technique.config import DEPOT

sortie = Console()


def inscrire(application: typer.Typer) -> None:
    application.command("topologie")(topologie_)
    application.command("certificats")(certificats)
    application.command("doctor")(doctor)
    application.command("generer")(generer)


def topologie_() -> None:
    """Qui publie quoi, qui l'écoute."""
    table = Table("service", "agrégat", "événements", "écouté par")
    for nom, service in topologie().services.items():
        for agregat, evenements in (service.get("publie") or {}).items():
            abonnes = sorted({c for c, a in topologie().abonnes(nom) if a == agregat})
            table.add_row(nom, agregat, ", ".join(evenements), ", ".join(abonnes) or "—")
    sortie.print(table)


def certificats() -> None:
    """Fait une autorité de développement et les certificats des partenaires fictifs."""
    from console.environnement import preparer_certificats

    dossier = preparer_certificats(Espace.courant())
    for fichier in sorted(dossier.iterdir()):
        sortie.print(f"  {fichier}", highlight=False)


def doctor() -> None:
    """Vérifie ce dont la suite a besoin sur cette machine ; finit en erreur s'il manque quelque chose."""
    from console.local import rabbitmq
    from console.local.binaires import binaires, compte_du_serveur

    controles = {
        "Python 3.11 ou plus": sys.version_info >= (3, 11),
        "PostgreSQL embarqué": (binaires(compte_du_serveur()) / "postgres").exists(),
        "topologie": bool(topologie().services),
        "un gigaoctet libre": shutil.disk_usage(".").free > 1_000_000_000,
    }
    for nom, bon in controles.items():
        sortie.print(f"  {'[green]oui[/green]' if bon else '[red]NON[/red]'}  {nom}")
    present = "présent" if rabbitmq.installe() else "absent : les tests du courtier seront ignorés"
    sortie.print(f"  [dim]rabbitmq-server {present}[/dim]")
    raise typer.Exit(0 if all(controles.values()) else 1)


def generer(quoi: Annotated[str, typer.Argument(help="protos ou docs")]) -> None:
    """Régénère le code des protos, ou les documents tirés du code."""
    if quoi == "protos":
        racine = DEPOT / "proto"
        fichiers = sorted(str(f.relative_to(racine)) for f in (racine / "logis").rglob("*.proto"))
        sorties = [f"--{genre}=gen" for genre in ("python_out", "pyi_out", "grpc_python_out")]
        subprocess.run(
            [sys.executable, "-m", "grpc_tools.protoc", "-I.", "-Itiers", *sorties, *fichiers], cwd=racine, check=True
        )
    elif quoi == "docs":
        from console.documents import ecrire_tout

        for fichier in ecrire_tout(DEPOT / "docs" / "generes"):
            sortie.print(f"  {fichier}", highlight=False)
    else:
        raise SystemExit(f"« {quoi} » : protos ou docs.")
