"""Espèces des loges : `logis quittancement especes`, par la porte publique."""

from __future__ import annotations

from typing import Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant

especes = typer.Typer(help="Espèces reçues à la loge.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"


def inscrire(groupe: typer.Typer) -> None:
    especes.callback()(lambda: None)
    groupe.add_typer(especes, name="especes")


@especes.command("rapprocher")
def rapprocher(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Crédite les remises d'espèces que le relevé cite par leur bordereau, pour leur somme exacte."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        faites = porte.poster("/api/v1/remises-especes:rapprocher")["remises"]
    if en_json:
        imprimer_json({"ok": True, "remises": faites})
        return
    sortie.print(f"{len(faites)} remises d'espèces rapprochées du relevé.")
    for remise in faites:
        sortie.print(f"  {remise['bordereau']} {_euros(remise['credite'])}", markup=False)


@especes.command("en-attente")
def en_attente(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit les encaissements de loge qu'aucun bail n'a encore reçus (471) ; finit en erreur s'il y en a."""
    attendent: list[dict[str, Any]] = []
    with Porte(passerelle, jeton, metier=METIER) as porte:
        suite = ""
        while True:
            chemin = "/api/v1/encaissements-en-attente?page_size=500"
            page = porte.lire(chemin + (f"&page_token={suite}" if suite else ""))
            attendent += page["encaissements"]
            suite = page["next_page_token"]
            if not suite:
                break
    if en_json:
        imprimer_json({"ok": not attendent, "encaissements": attendent})
    else:
        sortie.print(f"{len(attendent)} encaissements en attente.")
        for e in attendent[:50]:
            texte = f"  reçu {e['numero']} du {e['encaisse_le']} {_euros(e['montant'])} : {e['motif']}"
            sortie.print(texte, markup=False, soft_wrap=True)
    raise typer.Exit(1 if attendent else 0)


def _euros(somme: dict[str, Any]) -> Montant:
    return Montant(int(somme["centimes"]))
