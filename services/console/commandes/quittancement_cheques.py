"""Chèques et bordereaux de remise : `logis quittancement cheques`, par la porte publique."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, progres, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.calendrier import PARIS
from socle.domaine.montant import Montant

cheques = typer.Typer(help="Chèques reçus et leurs bordereaux.", no_args_is_help=True)
bordereau = typer.Typer(help="Bordereaux de remise de chèques.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
PAR_APPEL = 100
"""Chèques endossés par appel."""

Identifiant = Annotated[str, typer.Argument(help="Identifiant du bordereau.")]
Le = Annotated[str, typer.Option("--le", help="Jour du fait, AAAA-MM-JJ ; défaut : aujourd'hui.")]


def inscrire(groupe: typer.Typer) -> None:
    cheques.callback()(lambda: None)
    bordereau.callback()(lambda: None)
    cheques.add_typer(bordereau, name="bordereau")
    groupe.add_typer(cheques, name="cheques")


@cheques.command("a-remettre")
def a_remettre(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit les chèques dont le délai de remise est passé ; finit en erreur s'il y en a."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        en_retard = list(_cheques(porte, en_retard="true"))
    if en_json:
        imprimer_json({"ok": not en_retard, "cheques": en_retard})
    else:
        sortie.print(f"{len(en_retard)} chèques en retard de remise.")
        for c in en_retard[:50]:
            texte = f"  n° {c['numero']} bail {c['reference']} {_euros(c['montant'])}, à remettre avant {c['remettre_avant']}"
            sortie.print(texte, markup=False, soft_wrap=True)
    raise typer.Exit(1 if en_retard else 0)


@cheques.command("endosser")
def endosser(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Endosse tous les chèques reçus. Après une coupure, relancez : ce qui est endossé l'est."""
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json) as barre:
        recus = [c["id"] for c in _cheques(porte, statut="RECU")]
        tache = barre.add_task("chèques", total=len(recus))
        for debut in range(0, len(recus), PAR_APPEL):
            tranche = recus[debut : debut + PAR_APPEL]
            porte.poster("/api/v1/cheques:endosser", cheque_ids=tranche)
            barre.advance(tache, len(tranche))
    if en_json:
        imprimer_json({"ok": True, "endosses": len(recus)})
    else:
        sortie.print(f"{len(recus)} chèques endossés.")


@bordereau.command("etablir")
def etablir(
    banque: Annotated[str, typer.Argument(help="IBAN du compte du bailleur.")],
    le: Le = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Établit le bordereau des chèques endossés ; finit en erreur si des chèques sont mis de côté."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        fait = porte.poster("/api/v1/bordereaux-cheques", banque=banque, etabli_le=le or _aujourd_hui())["bordereau"]
    _montrer(fait, en_json)
    raise typer.Exit(1 if fait["ecartes"] else 0)


@bordereau.command("remettre")
def remettre(
    bordereau_id: Identifiant, le: Le = "", en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = ""
) -> None:
    """Dit le bordereau remis à la banque : par un autre que celui qui l'a établi."""
    with Porte(passerelle, jeton, metier=METIER, agent="second") as porte:
        chemin = f"/api/v1/bordereaux-cheques/{bordereau_id}:remettre"
        _montrer(porte.poster(chemin, remis_le=le or _aujourd_hui())["bordereau"], en_json)


@bordereau.command("annuler")
def annuler(bordereau_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Annule un bordereau avant sa remise."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer(porte.poster(f"/api/v1/bordereaux-cheques/{bordereau_id}:annuler")["bordereau"], en_json)


@bordereau.command("crediter")
def crediter(
    bordereau_id: Identifiant,
    le: Le = "",
    ecriture: Annotated[str, typer.Option(help="Entrée du relevé en attente qui le montre.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Dit le bordereau crédité par la banque."""
    with Porte(passerelle, jeton, metier=METIER, agent="second") as porte:
        chemin = f"/api/v1/bordereaux-cheques/{bordereau_id}:crediter"
        fait = porte.poster(chemin, credite_le=le or _aujourd_hui(), ecriture_id=ecriture)["bordereau"]
    _montrer(fait, en_json)


@bordereau.command("rapprocher")
def rapprocher(en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Crédite les bordereaux que le relevé cite par leur numéro, pour leur somme exacte."""
    with Porte(passerelle, jeton, metier=METIER, agent="second") as porte:
        faits = porte.poster("/api/v1/bordereaux-cheques:rapprocher")["bordereaux"]
    if en_json:
        imprimer_json({"ok": True, "bordereaux": faits})
        return
    sortie.print(f"{len(faits)} bordereaux rapprochés du relevé.")
    for fait in faits:
        _montrer(fait, en_json)


@bordereau.command("montrer")
def montrer(bordereau_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Montre un bordereau et sa liste."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lu = porte.lire(f"/api/v1/bordereaux-cheques/{bordereau_id}")
    if en_json:
        imprimer_json({"ok": True, **lu["bordereau"], "cheques": lu["cheques"]})
        return
    _montrer(lu["bordereau"], en_json)
    for c in lu["cheques"]:
        texte = f"  n° {c['numero']} {c['banque']} bail {c['reference']} {_euros(c['montant'])} {c['statut']}"
        sortie.print(texte, markup=False, soft_wrap=True)


@bordereau.command("imprimer")
def imprimer(
    bordereau_id: Identifiant,
    fichier: Annotated[Path, typer.Argument(dir_okay=False, help="PDF à écrire.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Écrit le bordereau que la banque reçoit."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        edite = porte.poster(f"/api/v1/bordereaux-cheques/{bordereau_id}:editer")["document"]
        fichier.write_bytes(porte.telecharger(f"/api/v1/documents/quittancement/{edite['id']}"))
    if en_json:
        imprimer_json({"ok": True, "fichier": str(fichier), "document": edite})
    else:
        sortie.print(f"{edite['nom_fichier']} écrit dans {fichier}.", markup=False, soft_wrap=True)


def _cheques(porte: Porte, **filtres: str) -> Iterator[dict[str, Any]]:
    jeton, criteres = "", "&".join(f"{nom}={valeur}" for nom, valeur in filtres.items())
    while True:
        page = porte.lire(f"/api/v1/cheques?page_size=500&{criteres}" + (f"&page_token={jeton}" if jeton else ""))
        yield from page["cheques"]
        jeton = page["next_page_token"]
        if not jeton:
            return


def _montrer(fait: dict[str, Any], en_json: bool) -> None:
    if en_json:
        imprimer_json({"ok": not fait["ecartes"], **fait})
        return
    sortie.print(
        f"Bordereau {fait['numero']} ({fait['id']}) {fait['statut']} : {fait['nombre']} chèques, "
        f"{_euros(fait['total'])} ; {len(fait['ecartes'])} mis de côté.",
        soft_wrap=True,
    )
    for e in fait["ecartes"][:20]:
        sortie.print(f"  {e['cheque_id']} {e['code']} : {e['motif']}", markup=False, soft_wrap=True)


def _euros(somme: dict[str, Any]) -> Montant:
    return Montant(int(somme["centimes"]))


def _aujourd_hui() -> str:
    return datetime.now(PARIS).date().isoformat()
