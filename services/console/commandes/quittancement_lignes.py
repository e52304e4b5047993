"""Les lignes de quittance d'un fichier : `logis quittancement lignes …`, par la porte publique et par tranches."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from console.commandes.affichage import imprimer_json, progres
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

sortie = Console()
lignes = typer.Typer(
    help="SLS, annexes, assurance, troisième ligne, indemnité d'occupation, TVA.", no_args_is_help=True
)
METIER = "CHARGE_QUITTANCEMENT"
PAR_ENVOI = 500
EnJson = Annotated[bool, typer.Option("--json", help="Compte rendu pour les machines.")]
Fichier = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV en UTF-8, avec son en-tête.")]


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(lignes, name="lignes")


@lignes.callback()
def _lignes_fixees() -> None:
    """Ce qui est fixé ne se refixe pas : après une coupure, relancez la même commande."""


@lignes.command("fixer")
def fixer(fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Une ligne par décision : reference_bail, code, montant (euros), a_partir_de, jusqu_au, piece ; pour SLS, a_partir_de est
    le jour de l'événement ; pour TRL, economie et mois ; pour ASP, montant est la prime annuelle, a_partir_de la
    souscription, avec majoration et mise_en_demeure_le ; pour IOC, montant peut être vide ; pour TVA, il l'est.

    Une ligne fautive est mise de côté avec son numéro dans le fichier ; la commande finit alors en erreur."""
    bilan: dict[str, Any] = {"fixees": 0, "deja": 0, "ecartees": []}
    lues = _lire(fichier, bilan["ecartees"])
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json) as barre:
        tache = barre.add_task("lignes", total=None)
        while tranche := list(islice(lues, PAR_ENVOI)):
            rendu = porte.poster("/api/v1/lignes:fixer", lignes=[ligne for _, ligne in tranche])
            bilan["fixees"] += rendu["fixees"]
            bilan["deja"] += rendu["deja"]
            bilan["ecartees"] += [{**e, "ligne": tranche[e["ligne"] - 1][0]} for e in rendu["ecartees"]]
            barre.advance(tache, len(tranche))
    bilan["ecartees"].sort(key=lambda e: e["ligne"])
    ok = not bilan["ecartees"]
    if en_json:
        imprimer_json({"ok": ok, **bilan})
    else:
        sortie.print(f"{bilan['fixees']} lignes fixées, {bilan['deja']} déjà, {len(bilan['ecartees'])} mises de côté.")
        for e in bilan["ecartees"][:20]:
            sortie.print(f"  ligne {e['ligne']} ({e['champ']}) {e['code']} : {e['motif']}", markup=False)
    raise typer.Exit(0 if ok else 1)


def _lire(fichier: Path, ecartees: list[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numéro dans le fichier et corps à envoyer ; une ligne illisible va aux écartées."""
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        for numero, brute in enumerate(csv.DictReader(flux), start=2):
            champs = {cle: (valeur or "").strip() for cle, valeur in brute.items() if cle}
            try:
                genre, decision = _decision(champs)
            except (DonneeInvalide, ValueError) as faute:
                code, champ = getattr(faute, "code", "LIGNE_ILLISIBLE"), getattr(faute, "champ", "")
                ecartees.append({"ligne": numero, "code": code, "champ": champ, "motif": str(faute)})
                continue
            yield numero, {"reference_bail": champs.get("reference_bail", ""), genre: decision}


def _decision(champs: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    code = champs.get("code", "")
    lire = _PAR_CODE.get(code)
    if lire is None:
        return "element", {"code": code, **_valeurs(champs, "a_partir_de", "jusqu_au", "piece"), **_euros(champs)}
    return code.lower(), lire(champs)


def _sls(champs: Mapping[str, str]) -> dict[str, Any]:
    return {"evenement_le": champs.get("a_partir_de", ""), **_valeurs(champs, "piece"), **_euros(champs)}


def _trl(champs: Mapping[str, str]) -> dict[str, Any]:
    mois = int(champs.get("mois") or 0)
    return {
        "economie": _montant(champs, "economie"),
        "mois": mois,
        **_valeurs(champs, "a_partir_de", "piece"),
        **_euros(champs),
    }


def _asp(champs: Mapping[str, str]) -> dict[str, Any]:
    return {
        "prime_annuelle": _euros(champs)["montant"],
        "majoration_pour_cent": int(champs.get("majoration") or 0),
        "souscrite_le": champs.get("a_partir_de", ""),
        **_valeurs(champs, "mise_en_demeure_le", "piece"),
    }


def _ioc(champs: Mapping[str, str]) -> dict[str, Any]:
    fixe = {"mensuel": _euros(champs)["montant"]} if champs.get("montant") else {}
    return {"resilie_le": champs.get("a_partir_de", ""), **_valeurs(champs, "piece"), **fixe}


def _tva(champs: Mapping[str, str]) -> dict[str, Any]:
    return _valeurs(champs, "a_partir_de")


_PAR_CODE: dict[str, Callable[[Mapping[str, str]], dict[str, Any]]] = {
    "SLS": _sls,
    "TRL": _trl,
    "ASP": _asp,
    "IOC": _ioc,
    "TVA": _tva,
}


def _valeurs(champs: Mapping[str, str], *noms: str) -> dict[str, Any]:
    return {nom: champs.get(nom, "") for nom in noms}


def _euros(champs: Mapping[str, str]) -> dict[str, Any]:
    return {"montant": _montant(champs, "montant")}


def _montant(champs: Mapping[str, str], nom: str) -> dict[str, Any]:
    """Une case vide n'est pas un zéro : zéro arrête la ligne."""
    if not champs.get(nom):
        raise DonneeInvalide("MONTANT_MANQUANT", f"La colonne « {nom} » est vide.", champ=nom)
    return {"centimes": Montant.euros(champs[nom]).centimes, "devise": "EUR"}
