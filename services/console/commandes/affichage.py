"""Ce que les commandes d'exploitation montrent : du texte pour un terminal de cent colonnes, du JSON pour les machines."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from socle.technique.rpc.erreurs import EchecRpc

sortie = Console(highlight=False)

EnJson = Annotated[bool, typer.Option("--json", help="Pour les machines, seul sur la sortie.")]


def imprimer_json(valeur: Any) -> None:
    print(json.dumps(valeur, ensure_ascii=False))


def progres(*, muet: bool, en_part: bool = False) -> Progress:
    """Barre sur la sortie d'erreur, en nombre ou `en_part` (pour des octets) ; muette pour les machines."""
    avancement = TextColumn("{task.percentage:>3.0f} %") if en_part else MofNCompleteColumn()
    colonnes = (TextColumn("{task.description}"), BarColumn(), avancement, TimeRemainingColumn())
    return Progress(*colonnes, console=Console(stderr=True), disable=muet)


def avertir(service: str, echec: EchecRpc) -> None:
    """Une ligne sur la sortie d'erreur : un service qui ne répond pas n'empêche pas de lire les autres."""
    print(f"{service} : {raison(echec)}", file=sys.stderr)


def finir_en_erreur(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(1)


def raison(echec: EchecRpc) -> str:
    """En français : ce que le service a répondu, ou qu'il ne répond pas."""
    if echec.code in ("UNAVAILABLE", "DEADLINE_EXCEEDED"):
        return "SERVICE_INDISPONIBLE : le service ne répond pas (la suite est-elle démarrée ? « logis up »)."
    return f"{echec.code} : {echec.message}"


def instant(iso: str) -> str:
    """« 24/11/2026 13:02:11 », à l'heure du poste."""
    return datetime.fromisoformat(iso).astimezone().strftime("%d/%m/%Y %H:%M:%S")


def duree(secondes: float) -> str:
    """« — », « 3 s », « 12 min », « 5 h », « 9 j » : un ordre de grandeur qui tient dans une colonne."""
    if secondes <= 0:
        return "—"
    for taille, unite in ((86_400, "j"), (3_600, "h"), (60, "min")):
        if secondes >= 2 * taille:
            return f"{secondes / taille:.0f} {unite}"
    return f"{secondes:.0f} s" if secondes >= 1 else "< 1 s"
