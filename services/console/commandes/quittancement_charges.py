"""Campagnes de charges : `logis quittancement charges …`, par la porte publique et par tranches."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, progres, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

charges = typer.Typer(help="Régularisation annuelle des charges.", no_args_is_help=True)

TRANCHE = 1_000
"""Lots ou dépenses par envoi, sous le mégaoctet de la porte."""
METIER = "ANALYSTE_CHARGES"

Campagne = Annotated[str, typer.Argument(help="Identifiant de la campagne.")]
Fichier = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV en UTF-8, avec son en-tête.")]
Element = tuple[int, dict[str, Any] | DonneeInvalide]
"""Ligne du fichier, et ce qu'on en a lu ou pourquoi on ne l'a pas lue."""


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
    _importer(campagne, "lots", elements, en_json=en_json, porte=Porte(passerelle, jeton, metier=METIER))


@charges.command("importer-depenses")
def importer_depenses(
    campagne: Campagne, fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = ""
) -> None:
    """Colonnes : reference, nature, perimetre, cle, montant (euros TTC), service_le, quantite."""
    elements = (_lire(_depense, ligne, numero) for numero, ligne in _lignes(fichier))
    _importer(campagne, "depenses", elements, en_json=en_json, porte=Porte(passerelle, jeton, metier=METIER))


@charges.command("repartir")
def repartir(campagne: Campagne, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Répartit tous les groupes, tranche après tranche ; finit en erreur si un groupe est mis de côté."""
    _derouler(campagne, "repartir", {}, "repartis", en_json=en_json, porte=Porte(passerelle, jeton, metier=METIER))


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
    _derouler(campagne, "imputer", corps, "imputes", en_json=en_json, porte=Porte(passerelle, jeton, metier=METIER))


@charges.command("montrer")
def montrer(campagne: Campagne, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """État et totaux d'une campagne."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lue = porte.lire(f"/api/v1/campagnes-charges/{campagne}")["campagne"]
    if en_json:
        imprimer_json({"ok": True, **lue})
        return
    for champ in ("recuperable", "quotes_parts", "a_charge_bailleur", "provisions"):
        sortie.print(f"  {champ:18} {Montant(lue[champ]['centimes'])}")
    sortie.print(f"{lue['libelle']} : {lue['statut']}, {lue['decomptes']} décomptes", markup=False)


def _importer(campagne: str, quoi: str, elements: Iterator[Element], *, en_json: bool, porte: Porte) -> None:
    """Une ligne illisible est mise de côté ici, une ligne refusée par le service : chacune avec son rang dans le fichier."""
    acceptes, ecartes = 0, []
    with porte, progres(muet=en_json) as barre:
        tache = barre.add_task(quoi, total=None)
        while tranche := list(islice(elements, TRANCHE)):
            lus = [(ligne, lu) for ligne, lu in tranche if not isinstance(lu, DonneeInvalide)]
            ecartes += [_ecarte(ligne, refus) for ligne, refus in tranche if isinstance(refus, DonneeInvalide)]
            if lus:
                rendu = porte.poster(f"/api/v1/campagnes-charges/{campagne}/{quoi}", **{quoi: [lu for _, lu in lus]})
                acceptes += rendu.get("acceptes", rendu.get("acceptees", 0))
                refuses = rendu.get("ecartes", rendu.get("ecartees", []))
                ecartes += [{**refuse, "ligne": lus[refuse["ligne"] - 1][0]} for refuse in refuses]
            barre.advance(tache, len(tranche))
    ecartes.sort(key=lambda ecarte: ecarte["ligne"])
    _rendre({"acceptes": acceptes, "ecartes": ecartes}, en_json=en_json)


def _ecarte(ligne: int, refus: DonneeInvalide) -> dict[str, Any]:
    return {"ligne": ligne, "reference": "", "code": refus.code, "champ": refus.champ, "motif": refus.message}


def _derouler(campagne: str, verbe: str, corps: dict[str, Any], compte: str, *, en_json: bool, porte: Porte) -> None:
    """Rejoue l'ordre jusqu'à ce que tout ce qui reste ait été essayé sans succès ; les fautifs passent tour à tour."""
    total, echecs = 0, 0
    ecartes: dict[str, Any] = {}
    rendu: dict[str, Any] = {}
    with porte, progres(muet=en_json) as barre:
        tache = barre.add_task(verbe, total=None)
        while not rendu or echecs < rendu["restants"]:
            rendu = porte.poster(f"/api/v1/campagnes-charges/{campagne}:{verbe}", **corps)
            total += rendu[compte]
            echecs = len(rendu["ecartes"]) if rendu[compte] else echecs + len(rendu["ecartes"])
            ecartes |= {ecarte["reference"]: ecarte for ecarte in rendu["ecartes"]}
            barre.update(tache, completed=total, total=total + rendu["restants"])
    bilan = {compte: total, "restants": rendu["restants"], "statut": rendu["campagne"]["statut"]}
    _rendre({**bilan, "ecartes": list(ecartes.values())}, en_json=en_json)


def _rendre(bilan: dict[str, Any], *, en_json: bool) -> None:
    ok = not bilan["ecartes"] and not bilan.get("restants")
    if en_json:
        imprimer_json({"ok": ok, **bilan})
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


def _lire(lire: Callable[[Any], dict[str, Any]], brut: Any, numero: int) -> Element:
    try:
        return numero, lire(brut)
    except DonneeInvalide as refus:
        return numero, refus
    except KeyError as colonne:
        return numero, DonneeInvalide("COLONNE_ABSENTE", f"La colonne {colonne} manque.", champ=str(colonne.args[0]))


def _par_lot(fichier: Path) -> Iterator[Element]:
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
        raise DonneeInvalide(
            "NOMBRE_ILLISIBLE", f"« {texte} » n'est pas un nombre à trois décimales au plus.", champ="quantite"
        )
    return int(entier) * 1000 + int(decimales.ljust(3, "0"))


def _euros(texte: str) -> dict[str, Any]:
    return {"centimes": Montant.euros(texte).centimes, "devise": "EUR"}
