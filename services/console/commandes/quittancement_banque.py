"""Paiements bancaires : `logis quittancement remise | releve-bancaire`, par la porte publique."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, progres, sortie
from console.commandes.de_front import de_front
from console.commandes.porte import Jeton, Passerelle, Porte
from console.commandes.rapprochements import montrer_rapprochements, rapprocher_les_remises
from socle.domaine.montant import Montant

remise = typer.Typer(help="Remises de prélèvements.", no_args_is_help=True)
releve = typer.Typer(help="Relevés bancaires.", no_args_is_help=True)

METIER = "CHARGE_QUITTANCEMENT"
SOMMES = ("somme", "somme_imputee", "somme_retournee", "somme_en_attente", "somme_ecartee")
STATUTS = (
    *("transactions", "acceptees", "rejetees", "inchangees"),
    *("acceptees_par_lot", "rejetees_par_lot", "somme_rejetee"),
)
NOMBRES = ("entrees", "imputees", "retours", "en_attente", "doublons")

Identifiant = Annotated[str, typer.Argument(help="Identifiant de la remise.")]


def inscrire(groupe: typer.Typer) -> None:
    for nom, commandes in (("remise", remise), ("releve-bancaire", releve)):
        commandes.callback()(lambda: None)
        groupe.add_typer(commandes, name=nom)


@remise.command("preparer")
def preparer(
    mois: Annotated[str, typer.Argument(help="Mois des échéances, AAAA-MM.")],
    preleve_le: Annotated[str, typer.Argument(help="Jour de prélèvement TARGET, AAAA-MM-JJ.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Choisit les échéances d'un mois à prélever et dit celles qui sont mises de côté."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer_remise(porte.poster("/api/v1/remises", mois=mois, preleve_le=preleve_le)["remise"], en_json)


@remise.command("remettre")
def remettre(remise_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Dit la remise partie à la banque : par un autre que celui qui l'a préparée."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer_remise(porte.poster(f"/api/v1/remises/{remise_id}:remettre")["remise"], en_json)


@remise.command("annuler")
def annuler(remise_id: Identifiant, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Annule une remise avant son envoi."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _montrer_remise(porte.poster(f"/api/v1/remises/{remise_id}:annuler")["remise"], en_json)


@remise.command("ecrire")
def ecrire_fichier(
    remise_id: Identifiant,
    fichier: Annotated[Path, typer.Argument(dir_okay=False, help="Fichier pain.008 à écrire.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Écrit le pain.008.001.08 d'une remise et le vérifie contre son schéma ; finit en erreur s'il est faux."""
    from quittancement.adapters.pain008 import Creancier, LigneDeRemise, ecrire
    from quittancement.adapters.schema_pain008 import verifier
    from quittancement.domain.banque.amendement import AmendementAEmettre

    lignes: list[LigneDeRemise] = []
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json, en_part=True) as barre:
        tache = barre.add_task("prélèvements", total=None)
        page: dict[str, Any] = {"suite": ""}
        while True:
            page = porte.poster(f"/api/v1/remises/{remise_id}:exporter", apres=page["suite"])
            lignes += [
                LigneDeRemise(
                    **{
                        **ligne,
                        "montant": int(ligne["montant"]),
                        "signe_le": date.fromisoformat(ligne["signe_le"]),
                        "amendement": AmendementAEmettre(**amende) if (amende := ligne.get("amendement")) else None,
                    }
                )
                for ligne in page["lignes"]
            ]
            barre.update(tache, total=page["remise"]["nombre"], completed=len(lignes))
            if not page["suite"]:
                break
    decrite = page["remise"]
    ecrire(
        fichier,
        sorted(lignes, key=lambda ligne: (ligne.lot, ligne.unique)),
        msg_id=decrite["msg_id"],
        cree_le=datetime.now(),
        preleve_le=date.fromisoformat(decrite["preleve_le"]),
        creancier=Creancier(**page["creancier"]),
    )
    verdict = verifier(fichier)
    attendu = (decrite["nombre"], int(decrite["total"]["centimes"]))
    juste = not verdict.refus and (verdict.nombre, verdict.total) == attendu
    bilan = {
        "ok": juste,
        "fichier": str(fichier),
        "nombre": verdict.nombre,
        "total": verdict.total,
        "refus": verdict.refus,
    }
    if en_json:
        imprimer_json(bilan)
    else:
        sortie.print(f"{verdict.nombre} prélèvements écrits dans {fichier}. {verdict.refus}", soft_wrap=True)
    raise typer.Exit(0 if juste else 1)


@remise.command("compte-rendu")
def compte_rendu(
    fichier: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="pain.002.001.03 ou .10.")],
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Importe ce que la banque dit d'une remise avant règlement ; finit en erreur s'il reste des lignes écartées.

    Rien ne part d'un fichier tronqué ou qui se contredit. Après une coupure, relancez la même commande.
    """
    from quittancement.adapters.pain002 import controler, decouper

    nombres: Counter[str] = Counter()
    ecartees: list[dict[str, Any]] = []
    with fichier.open("rb") as flux:
        empreinte = hashlib.file_digest(flux, "sha256").hexdigest()
        flux.seek(0)
        lu = controler(flux)
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json, en_part=True) as barre:
        tache = barre.add_task("prélèvements", total=lu.taille)
        for tranche in decouper(fichier):
            rendu = porte.poster(
                "/api/v1/comptes-rendus-de-remise:importer",
                contenu=tranche.contenu,
                premiere_transaction=tranche.premiere_transaction,
                fichier=empreinte,
            )["compte_rendu"]
            nombres.update({nom: int(rendu[nom]) for nom in STATUTS}, deja_importees=int(rendu["deja_importe"]))
            ecartees += rendu["ecartees"]
            barre.advance(tache, tranche.transactions)
    if en_json:
        identite = {"msg_id": lu.msg_id, "remise_msg_id": lu.origine}
        imprimer_json({"ok": not ecartees, **identite, **nombres, "ecartees": ecartees})
    else:
        sortie.print(
            f"Remise {lu.origine} : {nombres['acceptees'] + nombres['acceptees_par_lot']} acceptés, "
            f"{nombres['rejetees'] + nombres['rejetees_par_lot']} rejetés ({Montant(nombres['somme_rejetee'])}), "
            f"{nombres['inchangees']} inchangés, {len(ecartees)} écartés.",
            soft_wrap=True,
        )
        _montrer_ecartees(ecartees, "ligne")
    raise typer.Exit(0 if not ecartees else 1)


@dataclass
class Bilan:
    """Somme des comptes rendus d'un fichier. Montants en centimes, signés."""

    nombres: Counter[str] = field(default_factory=Counter)
    regles: Counter[str] = field(default_factory=Counter)
    ecartees: list[dict[str, Any]] = field(default_factory=list)
    deja_importees: int = 0

    def ajouter(self, rendu: dict[str, Any]) -> None:
        self.nombres.update({nom: int(rendu[nom]) for nom in (*NOMBRES, *SOMMES)})
        self.regles.update({regle["regle"]: regle["nombre"] for regle in rendu["regles"]})
        self.ecartees += rendu["ecartees"]
        self.deja_importees += rendu["deja_importe"]

    @property
    def rapproche(self) -> bool:
        return self.nombres["somme"] == sum(self.nombres[nom] for nom in SOMMES[1:])


@releve.command("importer")
def importer(
    fichier: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="camt.053 ou camt.054.")],
    paralleles: Annotated[int, typer.Option(min=1, max=16, help="Tranches importées ensemble.")] = 2,
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Importe un relevé bancaire et rapproche ses entrées ; finit en erreur s'il reste des entrées écartées.

    Les bordereaux de chèques et les remises d'espèces qu'il cite se créditent à la suite.
    Rien ne part d'un fichier tronqué. Après une coupure, relancez la même commande : rien n'est imputé deux fois.
    """
    from quittancement.adapters.camt import controler
    from quittancement.adapters.camt_tranches import Tranche, decouper

    bilan = Bilan()
    with fichier.open("rb") as flux:
        empreinte = hashlib.file_digest(flux, "sha256").hexdigest()
        flux.seek(0)
        taille = controler(flux).taille
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json, en_part=True) as barre:
        tache = barre.add_task("entrées", total=taille)

        def envoyer(tranche: Tranche) -> tuple[dict[str, Any], int]:
            corps = {"contenu": tranche.contenu, "premiere_entree": tranche.premiere_entree, "fichier": empreinte}
            return porte.poster("/api/v1/releves-bancaires:importer", **corps)["compte_rendu"], tranche.entrees

        for rendu, entrees in de_front(envoyer, decouper(fichier), nombre=paralleles):
            bilan.ajouter(rendu)
            barre.advance(tache, entrees)
        remises = rapprocher_les_remises(porte)
        suggestions = porte.poster("/api/v1/ecritures-en-attente:suggerer")["suggestions"]
    ok = bilan.rapproche and not bilan.ecartees
    if en_json:
        imprimer_json(
            {
                "ok": ok,
                **bilan.nombres,
                "regles": dict(bilan.regles),
                **remises.en_json,
                "suggestions": suggestions,
                "deja_importees": bilan.deja_importees,
                "ecartees": bilan.ecartees,
            }
        )
    else:
        _montrer_bilan(bilan, suggestions)
        montrer_rapprochements(remises)
    raise typer.Exit(0 if ok else 1)


def _montrer_remise(decrite: dict[str, Any], en_json: bool) -> None:
    if en_json:
        imprimer_json({"ok": True, **decrite})
        return
    total = Montant(int(decrite["total"]["centimes"]))
    sortie.print(
        f"Remise {decrite['id']} {decrite['statut']} : {decrite['nombre']} prélèvements, {total}, "
        f"le {decrite['preleve_le']} ; {decrite['nombre_ecartees']} mises de côté.",
        soft_wrap=True,
    )
    for ecartee in decrite["ecartees"][:20]:
        sortie.print(f"  {ecartee['reference']} {ecartee['code']} : {ecartee['motif']}", markup=False, soft_wrap=True)


def _montrer_bilan(bilan: Bilan, suggestions: int) -> None:
    n = bilan.nombres
    sortie.print(
        f"{n['entrees']} entrées : {n['imputees']} imputées, {n['retours']} retours, {n['en_attente']} en attente "
        f"({suggestions} suggestions), {n['doublons']} déjà connues, {len(bilan.ecartees)} écartées.",
        soft_wrap=True,
    )
    _montrer_ecartees(bilan.ecartees, "entrée")


def _montrer_ecartees(ecartees: list[dict[str, Any]], quoi: str) -> None:
    for e in ecartees[:20]:
        texte = f"  {quoi} {e['ligne']} ({e['champ']}) {e['code']} : {e['motif']}"
        sortie.print(texte, markup=False, soft_wrap=True)
