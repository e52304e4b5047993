"""Le cycle mensuel : `logis quittancement cycle …`, par la porte publique et tranche après tranche."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from console.commandes.affichage import imprimer_json, progres
from console.commandes.porte import Jeton, Passerelle, Porte
from socle.domaine.montant import Montant

sortie = Console()
cycle = typer.Typer(help="Quittancer un mois entier, par tranches.", no_args_is_help=True)
METIER = "CHARGE_QUITTANCEMENT"
EN_COURS = ("EN_CALCUL", "EN_SCELLEMENT")

Lot = Annotated[str, typer.Argument(help="Identifiant du lot.")]
EnJson = Annotated[bool, typer.Option("--json", help="Compte rendu pour les machines.")]


def inscrire(groupe: typer.Typer) -> None:
    groupe.add_typer(cycle, name="cycle")


@cycle.callback()
def _cycle() -> None:
    """Une tranche faite ne se refait pas : après une coupure, « avancer » reprend où le cycle en est."""


@cycle.command("lancer")
def lancer(
    mois: Annotated[str, typer.Argument(help="Mois AAAA-MM.")],
    a_blanc: Annotated[bool, typer.Option("--a-blanc", help="Simulation : aucune quittance n'est écrite.")] = False,
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Fige les baux actifs, calcule toutes les tranches, et rend le lot à contrôler ; finit en erreur si un bail est écarté."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        ouvert = porte.poster("/api/v1/cycles", mois=mois, a_blanc=a_blanc)["cycle"]
        _rendre(_avancer(porte, ouvert, muet=en_json), en_json=en_json)


@cycle.command("avancer")
def avancer(lot: Lot, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Reprend un calcul ou un scellement interrompu, jusqu'au bout de l'étape."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lu = porte.lire(f"/api/v1/cycles/{lot}")["cycle"]
        _rendre(_avancer(porte, lu, muet=en_json), en_json=en_json)


@cycle.command("valider")
def valider(
    lot: Lot,
    le: Annotated[str, typer.Option(help="Date de validation (AAAA-MM-JJ).")],
    motif_ecarts: Annotated[str, typer.Option(help="Pourquoi les écarts au mois précédent sont acceptés.")] = "",
    en_json: EnJson = False,
    passerelle: Passerelle = "",
    jeton: Jeton = "",
) -> None:
    """Valide au nom d'un second agent, réserve les numéros et scelle toutes les tranches."""
    with Porte(passerelle, jeton, metier=METIER, agent="second") as porte:
        corps = {"valide_le": le, "motif_ecarts": motif_ecarts}
        valide = porte.poster(f"/api/v1/cycles/{lot}:valider", **corps)["cycle"]
        _rendre(_avancer(porte, valide, muet=en_json), en_json=en_json)


@cycle.command("annuler")
def annuler(lot: Lot, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Abandonne un cycle que personne n'a validé."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        _rendre(porte.poster(f"/api/v1/cycles/{lot}:annuler")["cycle"], en_json=en_json)


@cycle.command("montrer")
def montrer(lot: Lot, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """État du cycle, baux écartés, quittances loin du mois précédent."""
    with Porte(passerelle, jeton, metier=METIER) as porte:
        lu = porte.lire(f"/api/v1/cycles/{lot}")
    for ecart in [] if en_json else lu["ecarts"][:20]:
        avant, apres = (Montant(ecart[cle]["centimes"]) for cle in ("avant", "apres"))
        sortie.print(f"  {ecart['bail_id']} : {avant} → {apres}", markup=False)
    _rendre(lu["cycle"], en_json=en_json)


@cycle.command("verifier")
def verifier(lot: Lot, en_json: EnJson = False, passerelle: Passerelle = "", jeton: Jeton = "") -> None:
    """Refait le sceau de chaque tranche depuis les quittances en base ; finit en erreur si l'une a changé."""
    rompues: list[int] = []
    with Porte(passerelle, jeton, metier=METIER) as porte, progres(muet=en_json) as barre:
        tranches = porte.lire(f"/api/v1/cycles/{lot}")["cycle"]["tranches"]
        for rang in barre.track(range(tranches), description="sceaux"):
            if not porte.lire(f"/api/v1/cycles/{lot}/tranches/{rang}:verifier")["intacte"]:
                rompues.append(rang)
    if en_json:
        imprimer_json({"ok": not rompues, "tranches": tranches, "rompues": rompues})
    else:
        sortie.print(f"{tranches} tranches vérifiées, {len(rompues)} rompues {rompues or ''}")
    raise typer.Exit(1 if rompues else 0)


def _avancer(porte: Porte, lu: dict[str, Any], *, muet: bool) -> dict[str, Any]:
    """Avance tant que l'étape n'est pas finie ; d'autres processus peuvent avancer en même temps."""
    etape = lu["statut"]
    with progres(muet=muet) as barre:
        tache = barre.add_task("calcul" if etape == "EN_CALCUL" else "scellement", total=lu["tranches"])
        while lu["statut"] == etape and etape in EN_COURS:
            lu = porte.poster(f"/api/v1/cycles/{lu['lot_id']}:avancer")["cycle"]
            barre.update(tache, completed=lu["tranches"] - lu["restantes"])
    return lu


def _rendre(lu: dict[str, Any], *, en_json: bool) -> None:
    ok = not lu["ecartes"]
    if en_json:
        imprimer_json({"ok": ok, **lu})
    else:
        sortie.print(
            f"Lot {lu['lot_id']} ({lu['mois']}) : {lu['statut']}, {lu['nombre']} quittances, "
            f"net {Montant(lu['total_net']['centimes'])}, {lu['ecarts']} écarts, {len(lu['ecartes'])} écartés.",
            markup=False,
            soft_wrap=True,
        )
        for ecarte in lu["ecartes"][:20]:
            sortie.print(f"  {ecarte['ligne']} {ecarte['code']} : {ecarte['motif']}", markup=False, soft_wrap=True)
    raise typer.Exit(0 if ok else 1)
