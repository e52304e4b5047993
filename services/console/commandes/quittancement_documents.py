"""Avis d'échéance d'un lot, pour l'imprimeur : `logis quittancement documents produire`, par la porte publique."""

from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, progres, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.refus import DonneeInvalide

documents = typer.Typer(help="Documents à imprimer ou à envoyer.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
TRANCHE = 100
"""Avis édités par appel : une transaction de moins d'une seconde."""
MANIFESTE = "manifeste.csv"
COLONNES = ("residence_id", "numero", "bail_id", "quittance_id", "document_id", "fichier", "empreinte_sha256", "octets")
ECARTES = "ecartes.csv"
COLONNES_ECARTES = ("numero", "bail_id", "quittance_id", "code", "champ", "motif")

Deposer = Callable[[str, bytes], None]


def inscrire(groupe: typer.Typer) -> None:
    documents.callback()(lambda: None)
    groupe.add_typer(documents, name="documents")


@documents.command("produire")
def produire(
    lot: Annotated[str, typer.Option(help="Identifiant du lot validé.")],
    le: Annotated[str, typer.Option(help="Date d'édition (AAAA-MM-JJ), jamais future.")],
    vers: Annotated[Path, typer.Option("--sortie", help="Fichier .zip, ou dossier.")],
    site: Annotated[str, typer.Option(help="Seulement les baux de cette résidence.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Édite les avis du lot et les range par résidence, avec un manifeste (empreintes) et la liste des baux mis de côté.

    Après une coupure, relancez : un avis édité ne l'est pas deux fois, un fichier déjà bon n'est pas relu.
    Finit en erreur si un bail est mis de côté.
    """
    demande = {"edite_le": le, "residence_id": site, "page_size": TRANCHE}
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json) as barre:
        tache = barre.add_task("avis", total=None)
        with _sortie(vers) as (deposer, connu):
            bilan = _produire(
                porte, lot, demande, deposer, connu, lambda n, total: barre.update(tache, completed=n, total=total)
            )
    _rendre({**bilan, "sortie": str(vers)}, en_json=en_json)


def _produire(
    porte: Porte,
    lot: str,
    demande: dict[str, Any],
    deposer: Deposer,
    connu: Callable[[str], str],
    avancer: Callable[[int, int], None],
) -> dict[str, Any]:
    lignes, ecartes, relus = [], [], 0
    for tranche in _tranches(porte, lot, demande):
        for avis in tranche["avis"]:
            ligne = _ligne(avis)
            if connu(ligne["fichier"]) != ligne["empreinte_sha256"]:
                deposer(ligne["fichier"], _contenu(porte, ligne))
                relus += 1
            lignes.append(ligne)
        ecartes += tranche["ecartes"]
        avancer(len(lignes) + len(ecartes), tranche["total"])
    lignes.sort(key=lambda ligne: (ligne["residence_id"], ligne["numero"]))
    deposer(MANIFESTE, _csv(COLONNES, lignes))
    deposer(ECARTES, _csv(COLONNES_ECARTES, ecartes))
    sites = len({ligne["residence_id"] for ligne in lignes})
    return {"avis": len(lignes), "ecrits": relus, "sites": sites, "ecartes": ecartes}


def _tranches(porte: Porte, lot: str, demande: dict[str, Any]) -> Iterator[dict[str, Any]]:
    jeton = ""
    while True:
        rendu = porte.poster(f"/api/v1/quittancements/{lot}:editer-avis", **demande, page_token=jeton)
        yield rendu
        jeton = rendu["next_page_token"]
        if not jeton:
            return


def _ligne(avis: dict[str, Any]) -> dict[str, Any]:
    document = avis["document"]
    return {
        "residence_id": avis["residence_id"],
        "numero": avis["numero"],
        "bail_id": avis["bail_id"],
        "quittance_id": avis["quittance_id"],
        "document_id": document["id"],
        "fichier": f"{avis['residence_id'] or 'sans-residence'}/{document['nom_fichier']}",
        "empreinte_sha256": document["empreinte_sha256"],
        "octets": document["taille_octets"],
    }


def _contenu(porte: Porte, ligne: dict[str, Any]) -> bytes:
    """Lève DonneeInvalide (EMPREINTE_DIFFERENTE) si le PDF reçu n'est pas celui qui a été édité."""
    contenu = porte.telecharger(f"/api/v1/documents/quittancement/{ligne['document_id']}")
    if hashlib.sha256(contenu).hexdigest() != ligne["empreinte_sha256"]:
        raise DonneeInvalide("EMPREINTE_DIFFERENTE", f"Le document {ligne['fichier']} est altéré.", champ="document_id")
    return contenu


@contextmanager
def _sortie(vers: Path) -> Iterator[tuple[Deposer, Callable[[str], str]]]:
    """Dépose un fichier, et dit l'empreinte de celui qui y est déjà (vide s'il n'y est pas). Un ZIP paraît entier ou pas."""
    if vers.suffix.lower() != ".zip":
        yield lambda nom, contenu: _ecrire(vers / nom, contenu), lambda nom: _empreinte(vers / nom)
        return
    provisoire = vers.with_name(f"{vers.name}.partiel")
    try:
        with zipfile.ZipFile(provisoire, "w", zipfile.ZIP_STORED) as archive:
            yield archive.writestr, lambda _nom: ""
        os.replace(provisoire, vers)
    finally:
        provisoire.unlink(missing_ok=True)


def _ecrire(fichier: Path, contenu: bytes) -> None:
    fichier.parent.mkdir(parents=True, exist_ok=True)
    provisoire = fichier.with_name(f"{fichier.name}.partiel")
    provisoire.write_bytes(contenu)
    os.replace(provisoire, fichier)


def _empreinte(fichier: Path) -> str:
    return hashlib.sha256(fichier.read_bytes()).hexdigest() if fichier.is_file() else ""


def _csv(colonnes: tuple[str, ...], lignes: list[dict[str, Any]]) -> bytes:
    texte = StringIO()
    ecrivain = csv.DictWriter(texte, colonnes, delimiter=";", extrasaction="ignore", lineterminator="\n")
    ecrivain.writeheader()
    ecrivain.writerows(lignes)
    return texte.getvalue().encode("utf-8-sig")


def _rendre(bilan: dict[str, Any], *, en_json: bool) -> None:
    ok = not bilan["ecartes"]
    if en_json:
        imprimer_json({"ok": ok, **bilan})
    else:
        sortie.print(
            f"{bilan['avis']} avis de {bilan['sites']} résidences dans {bilan['sortie']} ({bilan['ecrits']} écrits)",
            markup=False,
        )
        for ecarte in bilan["ecartes"][:20]:
            sortie.print(f"  {ecarte['numero']} ({ecarte['champ']}) {ecarte['code']} : {ecarte['motif']}", markup=False)
    raise typer.Exit(0 if ok else 1)
