"""Prescription des termes dus et actes qui l'interrompent : `logis quittancement prescription`, par la porte publique."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.calendrier import PARIS
from socle.domaine.montant import Montant

prescription = typer.Typer(
    help="Dernier jour pour agir, et actes qui l'interrompent ou le suspendent.", no_args_is_help=True
)

METIER = "CHARGE_CONTENTIEUX"

Bail = Annotated[str, typer.Argument(help="Identifiant du bail.")]
Acte = Annotated[str, typer.Argument(help="Identifiant de l'acte.")]
Le = Annotated[str, typer.Option("--le", help="Jour du fait, AAAA-MM-JJ ; défaut : aujourd'hui.")]
Au = Annotated[str, typer.Option("--au", help="Date d'arrêté, AAAA-MM-JJ ; défaut : aujourd'hui.")]


def inscrire(groupe: typer.Typer) -> None:
    prescription.callback()(lambda: None)
    groupe.add_typer(prescription, name="prescription")


@prescription.command("dire")
def dire(bail_id: Bail, au: Au = "", en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit, pour chaque terme dû, le dernier jour pour agir et ce qui l'a reculé."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        termes = porte.lire(f"/api/v1/comptes/{bail_id}/prescriptions?au={au}")["termes"]
    if en_json:
        imprimer_json({"ok": True, "termes": termes})
        return
    sortie.print(f"{len(termes)} termes dus.")
    for terme in termes:
        _montrer_terme(terme)


@prescription.command("pressent")
def pressent(au: Au = "", en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit, tous baux, les termes qui approchent de leur prescription ; finit en erreur s'il y en a."""
    baux: list[dict[str, Any]] = []
    with Porte(passerelle, jeton, metier=METIER) as porte:
        suite = ""
        while True:
            page = porte.lire(f"/api/v1/prescriptions?page_size=100&au={au}&page_token={suite}")
            baux += page["baux"]
            suite = page["next_page_token"]
            if not suite:
                break
    if en_json:
        imprimer_json({"ok": not baux, "baux": baux})
    else:
        sortie.print(f"{len(baux)} baux ont un terme qui presse.")
        for bail in baux:
            sortie.print(f"Bail {bail['reference_bail']} ({bail['bail_id']})", markup=False, soft_wrap=True)
            for terme in bail["termes"]:
                _montrer_terme(terme)
    raise typer.Exit(1 if baux else 0)


@prescription.command("actes")
def lister(bail_id: Bail, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit les actes consignés d'un bail, annulés compris, et les natures possibles."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lus = porte.lire(f"/api/v1/comptes/{bail_id}/actes")
    if en_json:
        imprimer_json({"ok": True, **lus})
        return
    sortie.print(f"{len(lus['actes'])} actes consignés.")
    for acte in lus["actes"]:
        _montrer(acte)
    sortie.print("Natures possibles :")
    for n in lus["natures"]:
        texte = f"  {n['code']} {n['effet']} ({n['certitude']}) : {n['article']}"
        sortie.print(texte, markup=False, soft_wrap=True)


@prescription.command("consigner")
def consigner(
    bail_id: Bail,
    nature: Annotated[str, typer.Argument(help="Nature de l'acte ; « actes » les liste.")],
    piece: Annotated[str, typer.Option("--piece", help="Référence de la pièce qui le prouve.")],
    le: Le = "",
    termes: Annotated[
        list[str] | None, typer.Option("--terme", help="Mois visé, AAAA-MM ; répétable ; défaut : tout terme dû.")
    ] = None,
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Consigne un acte : assignation, titre, exécution, reconnaissance écrite, médiation…"""
    corps = {"nature": nature, "fait_le": _jour(le), "piece": piece, "termes": termes or []}
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _rendre(porte.poster(f"/api/v1/comptes/{bail_id}/actes", **corps)["acte"], en_json)


@prescription.command("terminer")
def terminer(
    bail_id: Bail,
    acte_id: Acte,
    le: Le = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Dit la fin de l'instance, de la médiation ou de la conciliation."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        chemin = f"/api/v1/comptes/{bail_id}/actes/{acte_id}:terminer"
        _rendre(porte.poster(chemin, fini_le=_jour(le))["acte"], en_json)


@prescription.command("annuler")
def annuler(
    bail_id: Bail,
    acte_id: Acte,
    motif: Annotated[str, typer.Option("--motif", help="ERREUR_DE_SAISIE ou NON_AVENUE.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Annule un acte : il n'a jamais valu, sa trace reste."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _rendre(porte.poster(f"/api/v1/comptes/{bail_id}/actes/{acte_id}:annuler", motif=motif)["acte"], en_json)


def _rendre(acte: dict[str, Any], en_json: bool) -> None:
    if en_json:
        imprimer_json({"ok": True, **acte})
    else:
        _montrer(acte)


def _montrer(acte: dict[str, Any]) -> None:
    suite = f", fini le {acte['fini_le']}" if acte["fini_le"] else ""
    if acte["annule_le"]:
        suite += f", annulé le {acte['annule_le']} ({acte['motif_annulation']})"
    texte = f"  {acte['id']} {acte['nature']} du {acte['fait_le']}, pièce {acte['piece']}"
    sortie.print(f"{texte}, termes {', '.join(acte['termes'])}{suite}", markup=False, soft_wrap=True)


def _montrer_terme(terme: dict[str, Any]) -> None:
    reste = Montant(int(terme["reste_du"]["centimes"]))
    etat = "prescrit depuis le lendemain du" if terme["acquise"] else "agir au plus tard le"
    texte = f"  {terme['mois']} reste {reste} : {etat} {terme['dernier_jour']}"
    if terme["au_plus_tot"] != terme["dernier_jour"]:
        texte += f" (par prudence, le {terme['au_plus_tot']})"
    causes = ", ".join(f"{i['cause']} {i['le']} {i['effet']}" for i in terme["interruptions"])
    sortie.print(f"{texte} ; {causes or 'rien ne l’a interrompue'}", markup=False, soft_wrap=True)


def _jour(texte: str) -> str:
    return texte or datetime.now(PARIS).date().isoformat()
