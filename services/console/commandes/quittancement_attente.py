"""Sommes que nul bail n'a encore reçues (471) : `logis quittancement attente`, par la porte publique."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant

attente = typer.Typer(help="Sommes en attente au 471.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
VOIE = "/api/v1/ecritures-en-attente"

Ecriture = Annotated[str, typer.Argument(help="Identifiant de la somme en attente.")]


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(attente, name="attente")


@attente.command("lister")
def lister(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit ce qui attend, à rembourser compris ; finit en erreur s'il y en a."""
    attendent: list[dict[str, Any]] = []
    with Porte(passerelle, jeton, metier=METIER) as porte:
        suite = ""
        while True:
            page = porte.lire(f"{VOIE}?page_size=500" + (f"&page_token={suite}" if suite else ""))
            attendent += page["ecritures"]
            suite = page["next_page_token"]
            if not suite:
                break
    if en_json:
        imprimer_json({"ok": not attendent, "ecritures": attendent})
    else:
        sortie.print(f"{len(attendent)} sommes en attente.")
        for ecriture in attendent[:50]:
            _montrer(ecriture)
    raise typer.Exit(1 if attendent else 0)


@attente.command("imputer")
def imputer(
    ecriture_id: Ecriture,
    bail_id: Annotated[str, typer.Argument(help="Bail que vous avez reconnu.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Donne une somme en attente au bail reconnu."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        fait = porte.poster(f"{VOIE}/{ecriture_id}:rapprocher", bail_id=bail_id)
    if en_json:
        imprimer_json({"ok": True, **fait})
    else:
        sortie.print(f"Imputée : paiement {fait['paiement_id']}.")


@attente.command("rendre")
def rendre(
    ecriture_id: Ecriture,
    motif: Annotated[str, typer.Option("--motif", help="Pourquoi elle est rendue.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Demande qu'une somme soit rendue à qui l'a versée. Virez-la, puis une autre personne joue « rendue »."""
    _agir(f"{VOIE}/{ecriture_id}:demander-remboursement", {"motif": motif}, en_json, passerelle, jeton)


@attente.command("renoncer")
def renoncer(ecriture_id: Ecriture, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Renonce à rendre une somme : elle attend de nouveau un bail."""
    _agir(f"{VOIE}/{ecriture_id}:renoncer-au-remboursement", {}, en_json, passerelle, jeton)


@attente.command("rendue")
def rendue(
    ecriture_id: Ecriture,
    debit_id: Annotated[str, typer.Argument(help="Débit en attente, du même montant, qui la rend.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Constate que le débit du relevé a rendu la somme : tous deux quittent l'attente."""
    _agir(f"{VOIE}/{ecriture_id}:constater-remboursement", {"debit_id": debit_id}, en_json, passerelle, jeton)


def _agir(voie: str, corps: Mapping[str, Any], en_json: bool, passerelle: str, jeton: str) -> None:
    with Porte(passerelle, jeton, metier=METIER) as porte:
        ecriture = porte.poster(voie, **corps)["ecriture"]
    if en_json:
        imprimer_json({"ok": True, **ecriture})
    else:
        _montrer(ecriture)


def _montrer(e: Mapping[str, Any]) -> None:
    propose = f", bail proposé {e['suggestion']}" if e["suggestion"] else ""
    texte = f"  {e['id']} du {e['le']} {Montant(int(e['montant']['centimes']))} {e['statut']} : {e['motif']}{propose}"
    sortie.print(texte, markup=False, soft_wrap=True)
