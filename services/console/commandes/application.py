"""L'arbre des commandes (typer)."""

from __future__ import annotations

import typer

from console.commandes import (
    chaos,
    demonstration,
    entretien,
    exploitation,
    marche,
    mesures,
    noyau,
    parking,
    quittancement,
)

application = typer.Typer(
    name="logis",
    help="Logis : la suite ouverte de gestion locative des bailleurs sociaux.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
marche.inscrire(application)
exploitation.inscrire(application)
demonstration.inscrire(application)
mesures.inscrire(application)
chaos.inscrire(application)
noyau.inscrire(application)
parking.inscrire(application)
entretien.inscrire(application)
quittancement.inscrire(application)
