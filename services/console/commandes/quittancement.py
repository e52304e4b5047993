"""Les traitements du quittancement : `logis quittancement …`."""

from __future__ import annotations

import typer

from console.commandes import (
    quittancement_attente,
    quittancement_banque,
    quittancement_charges,
    quittancement_cheques,
    quittancement_comptabilite,
    quittancement_cycle,
    quittancement_documents,
    quittancement_energie,
    quittancement_especes,
    quittancement_extournes,
    quittancement_lignes,
    quittancement_prescription,
)

quittancement = typer.Typer(help="Traitements du quittancement.", no_args_is_help=True)


def inscrire(application: typer.Typer) -> None:
    application.add_typer(quittancement, name="quittancement")
    quittancement_attente.inscrire(quittancement)
    quittancement_banque.inscrire(quittancement)
    quittancement_charges.inscrire(quittancement)
    quittancement_cheques.inscrire(quittancement)
    quittancement_comptabilite.inscrire(quittancement)
    quittancement_cycle.inscrire(quittancement)
    quittancement_documents.inscrire(quittancement)
    quittancement_energie.inscrire(quittancement)
    quittancement_extournes.inscrire(quittancement)
    quittancement_especes.inscrire(quittancement)
    quittancement_lignes.inscrire(quittancement)
    quittancement_prescription.inscrire(quittancement)
