"""Produire des documents en masse : édités par tranches, relus, rangés par site, avec manifeste et mis de côté."""

from __future__ import annotations

import csv
import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import typer

from console.commandes.affichage import imprimer_json, sortie
from console.commandes.porte import Porte
from socle.domaine.refus import DonneeInvalide

TRANCHE = 100
"""Documents remplis par moule par appel : une transaction de moins d'une seconde."""
TRANCHE_COMPOSEE = 25
"""Documents composés un à un par appel : loin sous le délai de la passerelle, même sur une machine occupée."""
MANIFESTE = "manifeste.csv"
ECARTES = "ecartes.csv"
COLONNES_DOCUMENT = ("canal", "document_id", "fichier", "empreinte_sha256", "octets")
PAPIER, ELECTRONIQUE = "PAPIER", "ELECTRONIQUE"
DOSSIERS = {PAPIER: "papier", ELECTRONIQUE: "electronique"}
"""Sans accord du locataire, un document va au lot papier, jamais à l'envoi électronique."""

Deposer = Callable[[str, bytes], None]
Avancer = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Chaine:
    """Une édition en masse. `elements` : champ de la réponse qui porte les documents ; `site` : colonne qui nomme le site.

    `ordre` : colonnes, dans le site, de l'ordre du manifeste et de l'impression. `sans_site` range ceux qui n'en ont pas.
    """

    chemin: str
    demande: Mapping[str, Any]
    elements: str
    colonnes: Sequence[str]
    colonnes_ecartes: Sequence[str]
    site: str
    ordre: str
    sans_site: str = "sans-site"
    tranche: int = TRANCHE

    def ligne(self, element: Mapping[str, Any]) -> dict[str, Any]:
        """Ligne du manifeste."""
        document = element["document"]
        return {
            **{colonne: element[colonne] for colonne in self.colonnes},
            "canal": element["canal"],
            "document_id": document["id"],
            "fichier": f"{DOSSIERS[element['canal']]}/{element[self.site] or self.sans_site}/{document['nom_fichier']}",
            "empreinte_sha256": document["empreinte_sha256"],
            "octets": document["taille_octets"],
        }


def produire(porte: Porte, chaine: Chaine, vers: Path, avancer: Avancer) -> dict[str, Any]:
    """Édite tout et range sous `vers` (un .zip, ou un dossier). Rend le bilan et les lignes du manifeste, dans l'ordre.

    Relancé, il ne relit que ce qui manque ou a changé. Lève DonneeInvalide (EMPREINTE_DIFFERENTE) et les refus de la porte.
    """
    lignes, ecartes, relus = [], [], 0
    with _sortie(vers) as (deposer, connu, oublier):
        for tranche in _tranches(porte, chaine):
            for element in tranche[chaine.elements]:
                ligne = chaine.ligne(element)
                if connu(ligne["fichier"]) != ligne["empreinte_sha256"]:
                    deposer(ligne["fichier"], _contenu(porte, ligne))
                    relus += 1
                oublier(_autre_canal(ligne))
                lignes.append(ligne)
            ecartes += tranche["ecartes"]
            faits = len(lignes) + len(ecartes) if tranche["next_page_token"] else tranche["total"]
            avancer(faits, tranche["total"])
        lignes.sort(key=lambda ligne: (ligne["canal"], ligne[chaine.site], ligne[chaine.ordre]))
        deposer(MANIFESTE, _csv((*chaine.colonnes, *COLONNES_DOCUMENT), lignes))
        deposer(ECARTES, _csv(chaine.colonnes_ecartes, ecartes))
    sites = len({ligne[chaine.site] for ligne in lignes})
    electroniques = sum(ligne["canal"] == ELECTRONIQUE for ligne in lignes)
    canaux = {"papier": len(lignes) - electroniques, "electroniques": electroniques}
    return {"lignes": lignes, "ecrits": relus, "sites": sites, **canaux, "ecartes": ecartes}


def _tranches(porte: Porte, chaine: Chaine) -> Iterator[dict[str, Any]]:
    jeton = ""
    while True:
        rendu = porte.poster(chaine.chemin, **chaine.demande, page_size=chaine.tranche, page_token=jeton)
        yield rendu
        jeton = rendu["next_page_token"]
        if not jeton:
            return


def _contenu(porte: Porte, ligne: Mapping[str, Any]) -> bytes:
    contenu = porte.telecharger(f"/api/v1/documents/quittancement/{ligne['document_id']}")
    if hashlib.sha256(contenu).hexdigest() != ligne["empreinte_sha256"]:
        raise DonneeInvalide("EMPREINTE_DIFFERENTE", f"Le document {ligne['fichier']} est altéré.", champ="document_id")
    return contenu


def _autre_canal(ligne: Mapping[str, Any]) -> str:
    """Où une production d'avant un accord, ou un retrait, a pu ranger ce document."""
    autre = PAPIER if ligne["canal"] == ELECTRONIQUE else ELECTRONIQUE
    return f"{DOSSIERS[autre]}/{ligne['fichier'].partition('/')[2]}"


@contextmanager
def _sortie(vers: Path) -> Iterator[tuple[Deposer, Callable[[str], str], Callable[[str], None]]]:
    """Dépose un fichier, dit l'empreinte de celui qui y est déjà (vide s'il n'y est pas), en ôte un autre.

    Un ZIP paraît entier ou pas.
    """
    if vers.suffix.lower() != ".zip":
        yield (
            lambda nom, contenu: ecrire(vers / nom, contenu),
            lambda nom: _empreinte(vers / nom),
            lambda nom: (vers / nom).unlink(missing_ok=True),
        )
        return
    provisoire = vers.with_name(f"{vers.name}.partiel")
    try:
        with zipfile.ZipFile(provisoire, "w", zipfile.ZIP_STORED) as archive:
            yield archive.writestr, lambda _nom: "", lambda _nom: None
        os.replace(provisoire, vers)
    finally:
        provisoire.unlink(missing_ok=True)


def ecrire(fichier: Path, contenu: bytes) -> None:
    """Le fichier paraît entier ou pas."""
    fichier.parent.mkdir(parents=True, exist_ok=True)
    provisoire = fichier.with_name(f"{fichier.name}.partiel")
    provisoire.write_bytes(contenu)
    os.replace(provisoire, fichier)


def _empreinte(fichier: Path) -> str:
    return hashlib.sha256(fichier.read_bytes()).hexdigest() if fichier.is_file() else ""


def _csv(colonnes: Sequence[str], lignes: Sequence[Mapping[str, Any]]) -> bytes:
    texte = StringIO()
    ecrivain = csv.DictWriter(texte, colonnes, delimiter=";", extrasaction="ignore", lineterminator="\n")
    ecrivain.writeheader()
    ecrivain.writerows(lignes)
    return texte.getvalue().encode("utf-8-sig")


def rendre(bilan: Mapping[str, Any], *, quoi: str, nom: str, en_json: bool) -> None:
    """Compte rendu, puis sortie : en erreur si un élément est mis de côté. `quoi` compte les documents dans le bilan."""
    ok = not bilan["ecartes"]
    compte = {quoi: len(bilan["lignes"]), **{c: v for c, v in bilan.items() if c != "lignes"}}
    if en_json:
        imprimer_json({"ok": ok, **compte})
    else:
        sortie.print(
            f"{compte[quoi]} {nom} de {bilan['sites']} sites dans {bilan['sortie']} ({bilan['ecrits']} écrits)",
            markup=False,
        )
        sortie.print(f"{bilan['papier']} sur papier, {bilan['electroniques']} par voie électronique", markup=False)
        if lot := bilan.get("imprimeur"):
            sortie.print(f"Imprimeur : {lot['pages']} pages en {lot['fichiers']} PDF fusionnés", markup=False)
        for ecarte in bilan["ecartes"][:20]:
            reference = ecarte.get("numero") or ecarte.get("reference")
            sortie.print(f"  {reference} ({ecarte['champ']}) {ecarte['code']} : {ecarte['motif']}", markup=False)
    raise typer.Exit(0 if ok else 1)
