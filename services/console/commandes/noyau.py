"""Décrire et vérifier l'installation : topologie, certificats, doctor, generer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from console.local.erreurs import ErreurLocale
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


def doctor(en_json: Annotated[bool, typer.Option("--json", help="Pour les machines.")] = False) -> None:
    """Vérifie ce dont la suite a besoin sur cette machine ; finit en erreur s'il manque quelque chose."""
    from console.local import rabbitmq

    nom_postgres, postgres = _postgres()
    controles = {
        "Python 3.11 ou plus": sys.version_info >= (3, 11),
        nom_postgres: postgres,
        "topologie": bool(topologie().services),
        "un gigaoctet libre": shutil.disk_usage(".").free > 1_000_000_000,
    }
    bon = all(controles.values())
    if en_json:
        print(json.dumps({"ok": bon, "controles": controles, "rabbitmq": rabbitmq.installe()}, ensure_ascii=False))
        raise typer.Exit(0 if bon else 1)
    for nom, present in controles.items():
        sortie.print(f"  {'[green]oui[/green]' if present else '[red]NON[/red]'}  {nom}")
    courtier = "présent" if rabbitmq.installe() else "absent : les tests du courtier seront ignorés"
    sortie.print(f"  [dim]rabbitmq-server {courtier}[/dim]")
    raise typer.Exit(0 if bon else 1)


def _postgres() -> tuple[str, bool]:
    """Le serveur donné répond-il ? À défaut, les binaires embarqués sont-ils là ?"""
    import psycopg

    from console.local.binaires import binaires, compte_du_serveur

    if donnee := os.environ.get("LOGIS_POSTGRES_URL"):
        try:
            psycopg.connect(donnee.replace("+psycopg", ""), connect_timeout=5).close()
        except psycopg.Error:
            return "PostgreSQL de LOGIS_POSTGRES_URL", False
        return "PostgreSQL de LOGIS_POSTGRES_URL", True
    try:
        return "PostgreSQL embarqué", (binaires(compte_du_serveur()) / "postgres").exists()
    except ErreurLocale:
        return "PostgreSQL embarqué", False


def generer(quoi: Annotated[str, typer.Argument(help="protos ou docs")]) -> None:
    """Régénère le code des protos, ou les documents tirés du code."""
    racine = DEPOT / "proto"
    if not racine.is_dir():
        raise SystemExit("« logis generer » travaille dans le dépôt : cette installation n'a ni protos ni docs.")
    if quoi == "protos":
        fichiers = sorted(str(f.relative_to(racine)) for f in (racine / "logis").rglob("*.proto"))
        sorties = [f"--{genre}=gen" for genre in ("python_out", "pyi_out", "grpc_python_out")]
        subprocess.run(
            [sys.executable, "-m", "grpc_tools.protoc", "-I.", "-Itiers", *sorties, *fichiers], cwd=racine, check=True
        )
    elif quoi == "docs":
        from console.chaos.fiabilite import engendrer
        from console.documents import ecrire_tout

        for fichier in ecrire_tout(DEPOT / "docs" / "generes"):
            sortie.print(f"  {fichier}", highlight=False)
        fiabilite = DEPOT / "docs" / "fiabilite"
        fiabilite.with_suffix(".md").write_text(engendrer(fiabilite), encoding="utf-8")
    else:
        raise SystemExit(f"« {quoi} » : protos ou docs.")
