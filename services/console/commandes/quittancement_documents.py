"""Documents en masse, pour l'imprimeur ou le courriel : `logis quittancement documents …`, par la porte publique."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes import production
from console.commandes.affichage import EnJson, progres
from console.commandes.imprimeur import preparer
from console.commandes.porte import Jeton, Passerelle, Porte
from console.commandes.production import Chaine
from socle.domaine.refus import DonneeInvalide

documents = typer.Typer(help="Documents à imprimer ou à envoyer.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
ANALYSTE = "ANALYSTE_CHARGES"
AUTEUR = "Logis"
"""Auteur déclaré d'un PDF fusionné : chaque document garde le bailleur en tête."""
DU_TERME = ("residence_id", "numero", "bail_id", "quittance_id")
ECARTES_DU_TERME = ("numero", "bail_id", "quittance_id", "code", "champ", "motif")

EditeLe = Annotated[str, typer.Option("--le", help="Date d'édition (AAAA-MM-JJ), jamais future.")]
Imprimeur = Annotated[
    bool,
    typer.Option("--imprimeur", help="Aussi, par site, un PDF fusionné, un ZIP et un sommaire (dossier seulement)."),
]
Sortie = Annotated[Path, typer.Option("--sortie", help="Fichier .zip, ou dossier.")]


def inscrire(groupe: typer.Typer) -> None:
    documents.callback()(lambda: None)
    groupe.add_typer(documents, name="documents")


@documents.command("produire")
def produire(
    lot: Annotated[str, typer.Option(help="Identifiant du lot validé.")],
    le: EditeLe,
    vers: Sortie,
    imprimeur: Imprimeur = False,
    explications: Annotated[
        bool, typer.Option("--explications", help="Une page de plus : d'où vient chaque somme.")
    ] = False,
    site: Annotated[str, typer.Option(help="Seulement les baux de cette résidence.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Édite les avis du lot et les range par résidence, avec un manifeste (empreintes) et la liste des baux mis de côté.

    Après une coupure, relancez : un avis édité ne l'est pas deux fois, un fichier déjà bon n'est pas relu.
    Finit en erreur si un bail est mis de côté.
    """
    chaine = Chaine(
        chemin=f"/api/v1/quittancements/{lot}:editer-avis",
        demande={"edite_le": le, "residence_id": site, "avec_explications": explications},
        elements="avis",
        colonnes=DU_TERME,
        colonnes_ecartes=ECARTES_DU_TERME,
        site="residence_id",
        ordre="numero",
        sans_site="sans-residence",
        tranche=production.TRANCHE_COMPOSEE if explications else production.TRANCHE,
    )
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _mener(porte, chaine, vers, quoi="avis", nom="avis", imprimeur=imprimeur, en_json=en_json)


@documents.command("quittances")
def quittances(
    lot: Annotated[str, typer.Option(help="Identifiant du lot validé.")],
    le: EditeLe,
    vers: Sortie,
    imprimeur: Imprimeur = False,
    site: Annotated[str, typer.Option(help="Seulement les baux de cette résidence.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Édite la quittance de chaque terme soldé du lot et le reçu de chaque terme payé en partie ; rien pour les autres.

    Relancée après d'autres paiements, la commande n'ajoute que les documents qu'ils appellent.
    """
    chaine = Chaine(
        chemin=f"/api/v1/quittancements/{lot}:editer-quittances",
        demande={"edite_le": le, "residence_id": site},
        elements="documents",
        colonnes=DU_TERME,
        colonnes_ecartes=ECARTES_DU_TERME,
        site="residence_id",
        ordre="numero",
        sans_site="sans-residence",
        tranche=production.TRANCHE_COMPOSEE,
    )
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _mener(porte, chaine, vers, quoi="documents", nom="quittances et reçus", imprimeur=imprimeur, en_json=en_json)


@documents.command("decomptes")
def decomptes(
    campagne: Annotated[str, typer.Option(help="Identifiant de la campagne notifiée.")],
    le: EditeLe,
    vers: Sortie,
    imprimeur: Imprimeur = False,
    site: Annotated[str, typer.Option(help="Seulement ce groupe du patrimoine.")] = "",
    provision_des: Annotated[str, typer.Option(help="Mois (AAAA-MM) de la nouvelle provision à annoncer.")] = "",
    indice: Annotated[int, typer.Option(help="Budget prévisionnel, en millièmes : 25 pour + 2,5 %.")] = 0,
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Édite les décomptes de charges de la campagne et les range par groupe, avec un manifeste et les baux mis de côté.

    Un locataire parti est mis de côté : son décompte s'édite seul, avec sa nouvelle adresse. Après une coupure, relancez.
    """
    chaine = Chaine(
        chemin=f"/api/v1/campagnes-charges/{campagne}:editer-decomptes",
        demande={"edite_le": le, "groupe": site, "provision_des": provision_des, "indice_milliemes": indice},
        elements="decomptes",
        colonnes=("groupe", "lot", "bail_id"),
        colonnes_ecartes=("reference", "code", "champ", "motif"),
        site="groupe",
        ordre="lot",
        tranche=production.TRANCHE_COMPOSEE,
    )
    with Porte(passerelle, jeton, metier=ANALYSTE) as porte:
        _mener(porte, chaine, vers, quoi="decomptes", nom="décomptes", imprimeur=imprimeur, en_json=en_json)


def _mener(porte: Porte, chaine: Chaine, vers: Path, *, quoi: str, nom: str, imprimeur: bool, en_json: bool) -> None:
    if imprimeur and vers.suffix.lower() == ".zip":
        raise DonneeInvalide("DOSSIER_ATTENDU", "Le lot de l'imprimeur se prépare dans un dossier.", champ="sortie")
    with progres(muet=en_json) as barre:
        tache = barre.add_task(nom, total=None)
        bilan = production.produire(porte, chaine, vers, lambda n, total: barre.update(tache, completed=n, total=total))
    lot = _imprimer(chaine, vers, bilan) if imprimeur and bilan["papier"] else {}
    production.rendre({**bilan, **lot, "sortie": str(vers)}, quoi=quoi, nom=nom, en_json=en_json)


def _imprimer(chaine: Chaine, vers: Path, bilan: dict[str, Any]) -> dict[str, Any]:
    papier = [ligne for ligne in bilan["lignes"] if ligne["canal"] == production.PAPIER]
    fait = preparer(vers, papier, site=chaine.site, reference=chaine.ordre, auteur=AUTEUR)
    return {"imprimeur": {"documents": fait["documents"], "pages": fait["pages"], "fichiers": len(fait["sites"])}}
