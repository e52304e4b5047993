"""La comptabilité du quittancement : `logis quittancement comptabilite …`, par la porte publique."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from console.commandes.affichage import imprimer_json
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois

sortie = Console()
comptabilite = typer.Typer(help="Clôtures et fichier des écritures.", no_args_is_help=True)
METIER = "CHARGE_QUITTANCEMENT"
EnJson = Annotated[bool, typer.Option("--json", help="Compte rendu pour les machines.")]
UnMois = Annotated[str, typer.Argument(help="Mois AAAA-MM.")]


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(comptabilite, name="comptabilite")


@comptabilite.command("clore")
def clore(
    mois: UnMois,
    le: Annotated[str, typer.Option(help="Date de la clôture (AAAA-MM-JJ).")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Clôt un mois achevé : plus rien ne s'y écrit."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        fait = porte.poster("/api/v1/clotures", mois=mois, close_le=le)
    if en_json:
        imprimer_json({"ok": True, **fait})
    else:
        sortie.print(f"{mois} est clos : {fait['nombre']} écritures, {Montant(fait['debits']['centimes'])} de débits.")


@comptabilite.command("verifier")
def verifier(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Refait la chaîne de toutes les clôtures ; finit en erreur si une écriture a changé."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lue = porte.lire("/api/v1/clotures:verifier")
    if en_json:
        imprimer_json({"ok": lue["intacte"], **lue})
    else:
        sortie.print("La chaîne est intacte." if lue["intacte"] else f"Mois rompus : {', '.join(lue['mois_rompus'])}")
    raise typer.Exit(0 if lue["intacte"] else 1)


@comptabilite.command("fec")
def fec(
    du: UnMois,
    au: Annotated[str, typer.Argument(help="Dernier mois AAAA-MM.")],
    fichier: Annotated[Path, typer.Option("--sortie", help="Fichier à écrire, remplacé s'il existe.")],
    lettre_au: Annotated[str, typer.Option(help="Mois clos où le lettrage s'arrête ; le dernier mois à défaut.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Écrit le fichier des écritures comptables (LPF art. A47 A-1) de mois clos, séparé par des tabulations.

    Le même arrêté de lettrage rend toujours le même fichier.
    """
    mois, dernier, lignes = Mois.lire(du, champ="du"), Mois.lire(au, champ="au"), 0
    arrete = Mois.lire(lettre_au, champ="lettre_au") if lettre_au else dernier
    with Porte(passerelle, jeton, metier=METIER) as porte, fichier.open("w", encoding="utf-8", newline="") as flux:
        premier = True
        while mois <= dernier:
            passees, finie = 0, False
            while not finie:
                page = porte.lire(f"/api/v1/clotures/{mois}:fec?passees={passees}&lettre_au={arrete}")
                if premier:
                    flux.write(page["entete"] + "\r\n")
                    premier = False
                flux.writelines(f"{ligne}\r\n" for ligne in page["lignes"])
                lignes, passees = lignes + len(page["lignes"]), page["suivante"]
                finie = not passees
            mois = mois.decale(1)
    if en_json:
        imprimer_json({"ok": True, "fichier": str(fichier), "lignes": lignes})
    else:
        sortie.print(f"{lignes} lignes dans {fichier}")
