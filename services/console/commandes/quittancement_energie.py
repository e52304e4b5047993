"""Importer relevés et températures : `logis quittancement releves importer`, par la porte publique et par tranches."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import httpx
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from console.commandes.exploitation import emettre_jeton
from console.local.espace import Espace
from socle.technique.contexte import Appelant

sortie = Console()
releves = typer.Typer(help="Relevés de compteurs.", no_args_is_help=True)

TRANCHE = 5_000
"""Lignes par envoi : sous le mégaoctet de la porte, et une transaction de moins d'une seconde."""
METIER = "ANALYSTE_CHARGES"


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(releves, name="releves")


@releves.callback()
def _releves() -> None:
    """Un envoi déjà fait n'est pas refait : après une coupure, relancez la même commande."""


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
def importer(
    fichier: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV en UTF-8, avec son en-tête.")],
    en_json: Annotated[bool, typer.Option("--json", help="Compte rendu pour les machines.")] = False,
    passerelle: Annotated[str, typer.Option(envvar="LOGIS_PASSERELLE", help="Adresse ; défaut : cet espace.")] = "",
    jeton: Annotated[str, typer.Option(envvar="LOGIS_JETON", help="Jeton ; défaut : celui de développement.")] = "",
) -> None:
    """Importe un fichier de relevés ; finit en erreur s'il reste des lignes écartées."""
    bilan = Bilan()
    with _client(passerelle, jeton) as client, _progres(muet=en_json) as progres:
        tache = progres.add_task("relevés", total=fichier.stat().st_size)
        for contenu, premiere in tranches(fichier):
            bilan.ajouter(_envoyer(client, contenu, premiere))
            progres.advance(tache, len(contenu.encode()))
    _rendre(bilan, en_json=en_json)
    raise typer.Exit(0 if bilan.ok else 1)


def tranches(fichier: Path, *, taille: int = TRANCHE) -> Iterator[tuple[str, int]]:
    """(en-tête et au plus `taille` lignes, numéro de la première) ; un octet qui n'est pas de l'UTF-8 gâte sa seule ligne."""
    with fichier.open(encoding="utf-8-sig", errors="replace", newline="\n") as flux:
        en_tete, numero = flux.readline().rstrip("\r\n"), 2
        while lignes := [ligne.rstrip("\r\n") for ligne in islice(flux, taille)]:
            yield "\n".join([en_tete, *lignes]), numero
            numero += len(lignes)


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


def _envoyer(client: httpx.Client, contenu: str, premiere_ligne: int) -> dict[str, Any]:
    try:
        reponse = client.post(
            "/api/v1/releves:importer",
            json={"contenu": contenu, "premiere_ligne": premiere_ligne},
            headers={"Idempotency-Key": str(uuid4())},
        )
    except httpx.HTTPError as erreur:
        raise SystemExit(f"Envoi interrompu à la ligne {premiere_ligne} ({erreur}) : relancez la commande.") from None
    corps: dict[str, Any] = reponse.json()
    if reponse.status_code != 200:
        raise SystemExit(f"{corps.get('code')} : {corps.get('detail')}")
    rendu: dict[str, Any] = corps["compte_rendu"]
    return rendu


def _progres(*, muet: bool) -> Progress:
    colonnes = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(*colonnes, TimeRemainingColumn(), console=Console(stderr=True), disable=muet)


def _rendre(bilan: Bilan, *, en_json: bool) -> None:
    if en_json:
        print(json.dumps({"ok": bilan.ok, **vars(bilan)}, ensure_ascii=False))
        return
    sortie.print(
        f"{bilan.lignes} lignes : {bilan.acceptes} relevés, {bilan.doublons} déjà connus, {len(bilan.ecartees)} écartées."
    )
    for ecartee in bilan.ecartees[:20]:
        sortie.print(
            f"  ligne {ecartee['ligne']} ({ecartee['champ']}) {ecartee['code']} : {ecartee['motif']}", markup=False
        )
