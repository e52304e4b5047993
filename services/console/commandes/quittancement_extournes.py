"""Extournes de prélèvements : `logis quittancement extourne`, par la porte publique."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant

extourne = typer.Typer(help="Prélèvements réglés à tort, rendus au débiteur.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
Identifiant = Annotated[str, typer.Argument(help="Identifiant de l'extourne.")]


def inscrire(groupe: typer.Typer) -> None:
    extourne.callback()(lambda: None)
    groupe.add_typer(extourne, name="extourne")


@extourne.command("preparer")
def preparer(
    remise_id: Annotated[str, typer.Argument(help="Identifiant de la remise d'origine.")],
    prelevements: Annotated[list[str], typer.Argument(help="Identifiants de bout en bout.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Choisit les prélèvements à rendre ; finit en erreur si l'un d'eux est mis de côté."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        corps = {"remise_id": remise_id, "end_to_end_ids": prelevements}
        decrite = porte.poster("/api/v1/extournes", **corps)["extourne"]
    _montrer(decrite, en_json)
    raise typer.Exit(1 if decrite["ecartees"] else 0)


@extourne.command("remettre")
def remettre(extourne_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit l'extourne partie à la banque : par un autre que celui qui l'a préparée."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer(porte.poster(f"/api/v1/extournes/{extourne_id}:remettre")["extourne"], en_json)


@extourne.command("annuler")
def annuler(extourne_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Annule une extourne avant son envoi."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer(porte.poster(f"/api/v1/extournes/{extourne_id}:annuler")["extourne"], en_json)


@extourne.command("ecrire")
def ecrire_fichier(
    extourne_id: Identifiant,
    fichier: Annotated[Path, typer.Argument(dir_okay=False, help="Fichier pain.007 à écrire.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Écrit le pain.007.001.09 d'une extourne et recompte ses sommes. Il n'est vérifié contre aucun schéma."""
    from quittancement.adapters.pain007 import LigneDExtourne, ecrire

    with Porte(passerelle, jeton, metier=METIER) as porte:
        lue = porte.lire(f"/api/v1/extournes/{extourne_id}")
    decrite = lue["extourne"]
    nombre, total = ecrire(
        fichier,
        [LigneDExtourne(**{**ligne, "montant": int(ligne["montant"])}) for ligne in lue["lignes"]],
        msg_id=decrite["msg_id"],
        remise_msg_id=lue["remise_msg_id"],
        motif=decrite["motif"],
        creancier=lue["creancier"],
        cree_le=datetime.now(),
    )
    juste = (nombre, total) == (decrite["nombre"], int(decrite["total"]["centimes"]))
    if en_json:
        imprimer_json({"ok": juste, "fichier": str(fichier), "nombre": nombre, "total": total})
    else:
        sortie.print(f"{nombre} extournes écrites dans {fichier} ({Montant(total)}).", soft_wrap=True)
    raise typer.Exit(0 if juste else 1)


def _montrer(decrite: dict[str, Any], en_json: bool) -> None:
    if en_json:
        imprimer_json({"ok": not decrite["ecartees"], **decrite})
        return
    total = Montant(int(decrite["total"]["centimes"]))
    sortie.print(
        f"Extourne {decrite['id']} {decrite['statut']} : {decrite['nombre']} prélèvements, {total} ; "
        f"{len(decrite['ecartees'])} mis de côté.",
        soft_wrap=True,
    )
    for ecartee in decrite["ecartees"][:20]:
        sortie.print(f"  {ecartee['reference']} {ecartee['code']} : {ecartee['motif']}", markup=False, soft_wrap=True)
