"""Consommations en masse : `logis quittancement releves | temperatures | anomalies`, par la porte publique."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, progres, sortie
from console.commandes.porte import Jeton, Passerelle, Porte

releves = typer.Typer(help="Relevés de compteurs.", no_args_is_help=True)
temperatures = typer.Typer(help="Températures des stations météo.", no_args_is_help=True)
anomalies = typer.Typer(help="Anomalies de consommation.", no_args_is_help=True)

TRANCHE = 5_000
"""Lignes par envoi : sous le mégaoctet de la porte, et une transaction de moins d'une seconde."""
METIER = "ANALYSTE_CHARGES"

Fichier = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV en UTF-8, avec son en-tête.")]


def inscrire(groupe: typer.Typer) -> None:
    for nom, commandes in (("releves", releves), ("temperatures", temperatures), ("anomalies", anomalies)):
        commandes.callback()(lambda: None)
        groupe.add_typer(commandes, name=nom)


@dataclass
class Bilan:
    """Somme des comptes rendus : lignes = acceptes + doublons + ecartees."""

    lignes: int = 0
    acceptes: int = 0
    doublons: int = 0
    tranches: int = 0
    deja_importees: int = 0
    ecartees: list[dict[str, Any]] = field(default_factory=list)

    def ajouter(self, rendu: dict[str, Any]) -> None:
        self.tranches += 1
        self.deja_importees += rendu["deja_importe"]
        for compte in ("lignes", "acceptes", "doublons"):
            setattr(self, compte, getattr(self, compte) + rendu[compte])
        self.ecartees += rendu["ecartees"]

    @property
    def ok(self) -> bool:
        return not self.ecartees and self.lignes == self.acceptes + self.doublons


@releves.command("importer")
def importer(fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Importe un fichier de relevés ; finit en erreur s'il reste des lignes écartées.

    Un envoi déjà fait n'est pas refait : après une coupure, relancez la même commande.
    """
    bilan = Bilan()
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json, en_part=True) as barre:
        tache = barre.add_task("relevés", total=fichier.stat().st_size)
        for contenu, premiere in tranches(fichier):
            reponse = porte.poster("/api/v1/releves:importer", contenu=contenu, premiere_ligne=premiere)
            bilan.ajouter(reponse["compte_rendu"])
            barre.advance(tache, len(contenu.encode()))
    if en_json:
        imprimer_json({"ok": bilan.ok, **vars(bilan)})
    else:
        compte = f"{bilan.acceptes} relevés, {bilan.doublons} déjà connus, {len(bilan.ecartees)} écartées"
        sortie.print(f"{bilan.lignes} lignes : {compte}.")
        _montrer(bilan.ecartees)
    raise typer.Exit(0 if bilan.ok else 1)


@temperatures.command("importer")
def importer_temperatures(
    station: str, fichier: Fichier, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = ""
) -> None:
    """Importe les températures quotidiennes d'une station (date;tmin;tmax) ; une correction l'emporte."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        contenu = fichier.read_text(encoding="utf-8-sig", errors="replace")
        rendu = porte.poster("/api/v1/temperatures:importer", station=station, contenu=contenu)
    if en_json:
        imprimer_json({"ok": not rendu["ecartees"], **rendu})
    else:
        sortie.print(f"{rendu['lignes']} jours, {rendu['changees']} nouveaux ou corrigés.")
        _montrer(rendu["ecartees"])
    raise typer.Exit(1 if rendu["ecartees"] else 0)


@anomalies.command("detecter")
def detecter(
    mois: Annotated[str, typer.Argument(help="Mois échu AAAA-MM.")],
    residence: Annotated[list[str], typer.Option(help="Résidence à examiner (répétable).")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Examine un mois de chaque résidence et ouvre les alertes ; rejouer n'en ouvre pas d'autres."""
    rendus: dict[str, dict[str, Any]] = {}
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json, en_part=True) as barre:
        for identifiant in barre.track(residence, description="résidences"):
            rendus[identifiant] = porte.poster(f"/api/v1/consommations/{identifiant}:detecter", mois=mois)
    if en_json:
        imprimer_json({"ok": True, "mois": mois, "residences": rendus})
        return
    for identifiant, rendu in rendus.items():
        inconnus = sum(regle["inconnu"] for regle in rendu["bilan"])
        sortie.print(f"{identifiant} : {len(rendu['nouvelles'])} alertes nouvelles, {inconnus} réponses inconnues.")


def tranches(fichier: Path, *, taille: int = TRANCHE) -> Iterator[tuple[str, int]]:
    """(en-tête et au plus `taille` lignes, numéro de la première) ; un octet qui n'est pas de l'UTF-8 gâte sa seule ligne."""
    with fichier.open(encoding="utf-8-sig", errors="replace", newline="\n") as flux:
        en_tete, numero = flux.readline().rstrip("\r\n"), 2
        while lignes := [ligne.rstrip("\r\n") for ligne in islice(flux, taille)]:
            yield "\n".join([en_tete, *lignes]), numero
            numero += len(lignes)


def _montrer(ecartees: list[dict[str, Any]]) -> None:
    for ecartee in ecartees[:20]:
        texte = f"  ligne {ecartee['ligne']} ({ecartee['champ']}) {ecartee['code']} : {ecartee['motif']}"
        sortie.print(texte, markup=False, soft_wrap=True)
