"""Mesurer : bench."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from typing import Annotated, Any

import typer

from console.bench.passerelle import banc
from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.demo import parcours
from console.demo.theatre import une_scene, une_suite_neuve
from console.local.erreurs import ErreurLocale
from console.local.espace import Espace
from console.superviseur import Decoupe

bench = typer.Typer(help="Bancs de mesure.", no_args_is_help=True)


def inscrire(application: typer.Typer) -> None:
    application.add_typer(bench, name="bench")


@bench.callback()
def _bancs() -> None:
    """Chaque banc donne un débit et sa limite, mesurée dans le même passage."""


@bench.command("passerelle")
def passerelle(en_json: EnJson = False) -> None:
    """Vue 360° à seize connexions, à côté de six RPC vides derrière la même passerelle."""
    _rendre(_mesurer_passerelle(), en_json)


@bench.command("relais")
def relais(
    faits: Annotated[int, typer.Option(min=100, help="Faits par passage.")] = 30_000,
    passages: Annotated[int, typer.Option(min=1, help="Passages ; la médiane est rendue.")] = 3,
    partitions: Annotated[int, typer.Option(min=1, help="Partitions de la topologie.")] = 1,
    en_json: EnJson = False,
) -> None:
    """De l'outbox à RabbitMQ par un vrai travailleur, à côté de la publication nue par py-amqp."""
    from console.bench.relais import banc

    _rendre(_jouer(lambda: banc(faits=faits, passages=passages, partitions=partitions)), en_json)


@bench.command("consommateur")
def consommateur(
    faits: Annotated[int, typer.Option(min=100, help="Faits par passage.")] = 20_000,
    passages: Annotated[int, typer.Option(min=1, help="Passages ; la médiane est rendue.")] = 3,
    duree_latence: Annotated[int, typer.Option(min=1, help="Secondes de mesure de la latence au repos.")] = 20,
    en_json: EnJson = False,
) -> None:
    """Effets exactement une fois par un vrai travailleur, à côté de FastStream sans garantie et de kombu nu."""
    from console.bench.consommateur import banc

    _rendre(_jouer(lambda: banc(faits=faits, passages=passages, duree_latence_s=duree_latence)), en_json)


@bench.command("latence")
def latence(
    duree: Annotated[int, typer.Option(min=1, help="Secondes de mesure.")] = 20, en_json: EnJson = False
) -> None:
    """De la validation d'un fait à celle de son effet, au repos, à cinquante faits par seconde."""
    from console.bench.latence import banc

    _rendre(_jouer(lambda: banc(duree_s=duree)), en_json)


@bench.command("inbox")
def inbox(
    lignes: Annotated[int, typer.Option(min=1000, help="Lignes d'inbox, sur treize mois.")] = 10_000_000,
    en_json: EnJson = False,
) -> None:
    """Une inbox de dix millions de lignes : sa taille, ce qu'elle coûte, et les vieux faits rejoués."""
    from console.bench.inbox import banc

    _rendre(_jouer(lambda: banc(lignes=lignes)), en_json)


@bench.command("quittancement")
def quittancement(
    baux: Annotated[int, typer.Option(min=1, help="Comptes actifs à quittancer.")] = 200_000,
    tuer: Annotated[bool, typer.Option(help="Refaire le mois, tué au calcul puis au scellement, et comparer.")] = False,
    en_json: EnJson = False,
) -> None:
    """Le cycle mensuel en masse, à côté d'un COPY des mêmes quittances et écritures."""
    from console.bench.quittancement import banc

    _rendre(_jouer(lambda: banc(baux=baux, tuer=tuer)), en_json)


@bench.command("solde")
def solde(en_json: EnJson = False) -> None:
    """Lecture de la somme due et du solde de comptes d'un, cinq, dix et vingt ans."""
    from console.bench.solde import banc

    _rendre(_jouer(banc), en_json)


@bench.command("charges")
def charges(
    lots: Annotated[int, typer.Option(min=1, help="Logements du patrimoine, à douze postes chacun.")] = 100_000,
    tuer: Annotated[bool, typer.Option(help="Rejoue la répartition, tuée à mi-course puis reprise.")] = False,
    en_json: EnJson = False,
) -> None:
    """Répartition annuelle des charges d'un patrimoine, à côté d'un COPY des mêmes quotes-parts."""
    from console.bench.charges import banc

    _rendre(_jouer(lambda: banc(lots=lots, tuer=tuer)), en_json)


@bench.command("documents")
def documents(
    avis: Annotated[int, typer.Option(min=1, help="Avis par passage, tous différents.")] = 2_000,
    passages: Annotated[int, typer.Option(min=1, help="Passages ; la médiane est rendue.")] = 3,
    en_json: EnJson = False,
) -> None:
    """Avis d'échéance PDF/A balisés sur un cœur, à côté d'une page d'une ligne composée par le même typst."""
    from console.bench.documents import banc

    _rendre(_jouer(lambda: banc(avis=avis, passages=passages)), en_json)


@bench.command("prelevements")
def prelevements(
    nombre: Annotated[int, typer.Option(min=1, help="Prélèvements de la remise.")] = 100_000, en_json: EnJson = False
) -> None:
    """Remise pain.008 d'un parc, vérifiée contre son schéma, à côté de l'écriture des mêmes octets sur disque."""
    from console.bench.prelevements import banc

    _rendre(_jouer(lambda: banc(prelevements=nombre)), en_json)


@bench.command("camt")
def camt(
    entrees: Annotated[int, typer.Option(min=100, help="Entrées du relevé.")] = 100_000, en_json: EnJson = False
) -> None:
    """Relevé camt.053 importé, rapproché et imputé, à côté de la lecture nue du même fichier."""
    from console.bench.camt import banc

    _rendre(_jouer(lambda: banc(entrees=entrees)), en_json)


def _jouer(banc: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Lève SystemExit, en une phrase, si un serveur manque sur ce poste."""
    try:
        return banc()
    except ErreurLocale as erreur:
        raise SystemExit(str(erreur)) from None


def _rendre(resultat: dict[str, Any], en_json: bool) -> None:
    if en_json:
        imprimer_json(resultat)
        return
    sortie.print(
        f"[bold]{resultat['debit']} {resultat['unite']}[/bold] (p50 {resultat['p50_ms']} ms, p99 {resultat['p99_ms']} ms) — "
        f"limite {resultat['limite']}, ratio {resultat['ratio']}, mémoire {resultat['memoire_mo']} Mo",
        soft_wrap=True,
    )
    for nom, valeur in resultat["parametres"].items():
        sortie.print(f"  [dim]{nom}[/dim] {valeur}", soft_wrap=True)


def _mesurer_passerelle() -> dict[str, Any]:
    os.environ["LOGIS_ESPACE"] = "demo"
    with (
        une_suite_neuve(Espace("demo"), decoupe=Decoupe.SERVANTS) as (environnement, superviseur),
        une_scene(environnement, sortie, graine=2026, muet=True) as scene,
    ):
        parcours.jouer(scene)
        return asyncio.run(
            banc(
                environnement,
                locataire_id=scene.ids["locataire"],
                jeton=scene.recit.api.jeton("CHARGE_RECOUVREMENT"),
                pid=superviseur.pid,
            )
        )
