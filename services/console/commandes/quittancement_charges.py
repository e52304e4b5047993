"""Campagnes de charges : `logis quittancement charges …`, par la porte publique et par tranches."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import httpx
import typer
from rich.console import Console

from console.commandes.affichage import progres
from console.commandes.exploitation import emettre_jeton
from console.local.espace import Espace
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide
from socle.technique.contexte import Appelant

sortie = Console()
charges = typer.Typer(help="Régularisation annuelle des charges.", no_args_is_help=True)

TRANCHE = 1_000
"""Lots ou dépenses par envoi, sous le mégaoctet de la porte."""
METIER = "ANALYSTE_CHARGES"

Campagne = Annotated[str, typer.Argument(help="Identifiant de la campagne.")]
Fichier = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV en UTF-8, avec son en-tête.")]
EnJson = Annotated[bool, typer.Option("--json", help="Compte rendu pour les machines.")]
Passerelle = Annotated[str, typer.Option(envvar="LOGIS_PASSERELLE", help="Adresse ; défaut : cet espace.")]
Jeton = Annotated[str, typer.Option(envvar="LOGIS_JETON", help="Jeton ; défaut : celui de développement.")]


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(charges, name="charges")


@charges.callback()
def _charges() -> None:
    """Ce qui est fait ne se refait pas : après une coupure, relancez la même commande."""


@charges.command("importer-lots")
def importer_lots(
    campagne: Campagne, fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = ""
) -> None:
    """Une ligne par occupation, les lignes d'un lot à la suite : reference, emplacement, hors_perimetre, bail_id, debut,
    fin, provisions_reprises, poids_<CLE>…, mesure_<CLE>… (unités, trois décimales au plus)."""
    elements = _par_lot(fichier)
    _importer(campagne, "lots", elements, en_json=en_json, client=_client(passerelle, jeton))


@charges.command("importer-depenses")
def importer_depenses(
    campagne: Campagne, fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = ""
) -> None:
    """Colonnes : reference, nature, perimetre, cle, montant (euros TTC), service_le, quantite."""
    elements = (_lire(_depense, ligne, numero) for numero, ligne in _lignes(fichier))
    _importer(campagne, "depenses", elements, en_json=en_json, client=_client(passerelle, jeton))


@charges.command("repartir")
def repartir(campagne: Campagne, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Répartit tous les groupes, tranche après tranche ; finit en erreur si un groupe est mis de côté."""
    _derouler(campagne, "repartir", {}, "repartis", en_json=en_json, client=_client(passerelle, jeton))


@charges.command("imputer")
def imputer(
    campagne: Campagne,
    mois: Annotated[str, typer.Option(help="Premier mois (AAAA-MM) qui porte les soldes.")],
    le: Annotated[str, typer.Option(help="Date de l'imputation (AAAA-MM-JJ).")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Porte tous les soldes aux quittances ; finit en erreur si un compte est mis de côté."""
    corps = {"mois": mois, "imputee_le": le}
    _derouler(campagne, "imputer", corps, "imputes", en_json=en_json, client=_client(passerelle, jeton))


@charges.command("montrer")
def montrer(campagne: Campagne, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """État et totaux d'une campagne."""
    with _client(passerelle, jeton) as client:
        lue = _appeler(client, "GET", f"/api/v1/campagnes-charges/{campagne}")["campagne"]
    if en_json:
        print(json.dumps(lue, ensure_ascii=False))
        return
    for champ in ("recuperable", "quotes_parts", "a_charge_bailleur", "provisions"):
        sortie.print(f"  {champ:18} {Montant(lue[champ]['centimes'])}")
    sortie.print(f"{lue['libelle']} : {lue['statut']}, {lue['decomptes']} décomptes", markup=False)


def _importer(
    campagne: str, quoi: str, elements: Iterator[dict[str, Any]], *, en_json: bool, client: httpx.Client
) -> None:
    acceptes, ecartes, rang = 0, [], 0
    with client, progres(muet=en_json) as barre:
        tache = barre.add_task(quoi, total=None)
        while tranche := list(islice(elements, TRANCHE)):
            rendu = _appeler(client, "POST", f"/api/v1/campagnes-charges/{campagne}/{quoi}", {quoi: tranche})
            acceptes += rendu.get("acceptes", rendu.get("acceptees", 0))
            nouveaux = rendu.get("ecartes", rendu.get("ecartees", []))
            ecartes += [{**e, "ligne": e["ligne"] + rang} for e in nouveaux]
            rang += len(tranche)
            barre.advance(tache, len(tranche))
    _rendre({"acceptes": acceptes, "ecartes": ecartes}, en_json=en_json)


def _derouler(
    campagne: str, verbe: str, corps: dict[str, Any], compte: str, *, en_json: bool, client: httpx.Client
) -> None:
    """Rejoue l'ordre jusqu'à ce que tout ce qui reste ait été essayé sans succès ; les fautifs passent tour à tour."""
    total, echecs = 0, 0
    ecartes: dict[str, Any] = {}
    rendu: dict[str, Any] = {}
    with client, progres(muet=en_json) as barre:
        tache = barre.add_task(verbe, total=None)
        while not rendu or echecs < rendu["restants"]:
            rendu = _appeler(client, "POST", f"/api/v1/campagnes-charges/{campagne}:{verbe}", corps)
            total += rendu[compte]
            echecs = len(rendu["ecartes"]) if rendu[compte] else echecs + len(rendu["ecartes"])
            ecartes |= {ecarte["reference"]: ecarte for ecarte in rendu["ecartes"]}
            barre.update(tache, completed=total, total=total + rendu["restants"])
    bilan = {compte: total, "restants": rendu["restants"], "statut": rendu["campagne"]["statut"]}
    _rendre({**bilan, "ecartes": list(ecartes.values())}, en_json=en_json)


def _rendre(bilan: dict[str, Any], *, en_json: bool) -> None:
    ok = not bilan["ecartes"] and not bilan.get("restants")
    if en_json:
        print(json.dumps({"ok": ok, **bilan}, ensure_ascii=False))
    else:
        sortie.print(", ".join(f"{cle} : {valeur}" for cle, valeur in bilan.items() if cle != "ecartes"))
        for ecarte in bilan["ecartes"][:20]:
            sortie.print(
                f"  {ecarte['ligne']} {ecarte['reference']} ({ecarte['champ']}) {ecarte['code']} : {ecarte['motif']}",
                markup=False,
            )
    raise typer.Exit(0 if ok else 1)


def _lignes(fichier: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        yield from enumerate(csv.DictReader(flux), start=2)


def _lire(lire: Callable[[Any], dict[str, Any]], brut: Any, numero: int) -> dict[str, Any]:
    try:
        return lire(brut)
    except (DonneeInvalide, KeyError, ValueError) as faute:
        raise SystemExit(f"Ligne {numero} : {faute}") from None


def _par_lot(fichier: Path) -> Iterator[dict[str, Any]]:
    for _, lignes in groupby(_lignes(fichier), key=lambda couple: couple[1].get("reference", "")):
        couples = list(lignes)
        yield _lire(_lot, [ligne for _, ligne in couples], couples[0][0])


def _lot(lignes: list[dict[str, str]]) -> dict[str, Any]:
    premiere = lignes[0]
    return {
        "reference": premiere["reference"],
        "emplacement": premiere["emplacement"],
        "hors_perimetre": premiere.get("hors_perimetre") == "oui",
        "poids": _valeurs(premiere, "poids_"),
        "occupations": [
            {
                "bail_id": ligne["bail_id"],
                "debut": ligne["debut"],
                "fin": ligne["fin"],
                "mesures": _valeurs(ligne, "mesure_"),
                "provisions_reprises": _euros(ligne.get("provisions_reprises") or "0"),
            }
            for ligne in lignes
            if ligne.get("bail_id")
        ],
    }


def _depense(ligne: dict[str, str]) -> dict[str, Any]:
    champs = {champ: ligne[champ] for champ in ("reference", "nature", "perimetre", "cle", "service_le")}
    quantite = _milliemes(ligne.get("quantite") or "0")
    return {**champs, "montant": _euros(ligne["montant"]), "quantite_milliemes": quantite}


def _valeurs(ligne: dict[str, str], prefixe: str) -> list[dict[str, Any]]:
    return [
        {"cle": colonne.removeprefix(prefixe), "milliemes": _milliemes(texte)}
        for colonne, texte in ligne.items()
        if colonne and colonne.startswith(prefixe) and texte
    ]


def _milliemes(texte: str) -> int:
    entier, _, decimales = texte.replace(",", ".").partition(".")
    if not (entier.isdecimal() and (decimales or "0").isdecimal() and len(decimales) <= 3):
        raise ValueError(f"« {texte} » n'est pas un nombre à trois décimales au plus.")
    return int(entier) * 1000 + int(decimales.ljust(3, "0"))


def _euros(texte: str) -> dict[str, Any]:
    return {"centimes": Montant.euros(texte).centimes, "devise": "EUR"}


def _client(passerelle: str, jeton: str) -> httpx.Client:
    espace = Espace.courant()
    if not passerelle:
        ports = espace.etat().get("ports")
        if not ports:
            raise SystemExit(
                f"L'espace « {espace.nom} » n'a pas démarré : lancez « logis up », ou donnez --passerelle."
            )
        passerelle = f"http://127.0.0.1:{ports['gateway']}"
    jeton = jeton or emettre_jeton(espace, Appelant(sub=f"demo-{METIER.lower()}", metiers=(METIER,)))
    return httpx.Client(base_url=passerelle, headers={"Authorization": f"Bearer {jeton}"}, timeout=60)


def _appeler(client: httpx.Client, verbe: str, chemin: str, corps: dict[str, Any] | None = None) -> dict[str, Any]:
    try:
        reponse = client.request(verbe, chemin, json=corps, headers={"Idempotency-Key": str(uuid4())})
    except httpx.HTTPError as erreur:
        raise SystemExit(
            f"Appel interrompu ({erreur}) : relancez la commande, ce qui est fait ne se refait pas."
        ) from None
    rendu: dict[str, Any] = reponse.json()
    if reponse.status_code != 200:
        raise SystemExit(f"{rendu.get('code')} : {rendu.get('detail')}")
    return rendu
