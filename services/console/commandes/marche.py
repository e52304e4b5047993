"""Mettre en marche : up, servir, migrer."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from console.environnement import Environnement, composer, fermer_postgres, migrer_tout, ouvrir_postgres, urls_des_bases
from console.local.espace import Espace
from console.services import choisir
from console.superviseur import Decoupe, tenir

sortie = Console()


def inscrire(application: typer.Typer) -> None:
    application.command("up")(up)
    application.command("tenir", hidden=True)(tenir_)
    application.command("servir")(servir)
    application.command("migrer")(migrer_)


def preparer(espace: Espace, *, neuves: bool = False) -> Environnement:
    """Démarre PostgreSQL au besoin, crée et migre les bases, compose l'environnement."""
    url_admin, _ = ouvrir_postgres(espace)
    urls = urls_des_bases(espace, url_admin=url_admin, neuves=neuves)
    migrer_tout(urls)
    return composer(espace, urls)


def up(
    decoupe: Annotated[Decoupe, typer.Option(help="Répartition en processus ; « eclatee » demande un vrai bus.")] = (
        Decoupe.GROUPEE
    ),
) -> None:
    """Démarre toute la suite et la tient au premier plan (Ctrl-C pour arrêter)."""
    espace = Espace.courant()
    try:
        environnement = preparer(espace)
        _verifier_decoupe(environnement, decoupe)
        sortie.print(f"Logis, espace [bold]{espace.nom}[/bold]")
        sortie.print(
            f"  Passerelle   {environnement.url_passerelle}  (documentation : {environnement.url_passerelle}/docs)"
        )
        sortie.print(f"  Partenaires  grpcs://127.0.0.1:{environnement.port_partenaires} (mTLS)")
        sortie.print(f"  Journaux     {espace.journaux}")
        sortie.print("  Un jeton     logis jeton --metier CHARGE_GESTION_LOCATIVE")
        tenir(environnement, decoupe=decoupe)
    finally:
        fermer_postgres(espace)


def tenir_(decoupe: Decoupe = Decoupe.GROUPEE) -> None:
    """Tient la suite d'un environnement déjà préparé (variables LOGIS_* présentes)."""
    import os

    espace = Espace.courant()
    ports = espace.etat()["ports"]
    tenir(
        Environnement(
            espace=espace,
            variables={cle: valeur for cle, valeur in os.environ.items() if cle.startswith("LOGIS_")},
            url_passerelle=f"http://127.0.0.1:{ports['gateway']}",
            port_partenaires=int(str(ports["partenaires"])),
        ),
        decoupe=decoupe,
    )


def servir(service: str, role: str) -> None:
    """Sert un service (ou « tous ») dans un rôle : grpc, worker, lots pour quittancement, ou web pour la passerelle."""
    # Les rôles qui existent sont partis de `console.principal`, sans charger cet arbre de commandes.
    raise SystemExit(
        f"Rôle inconnu pour {service} : « {role} » (grpc, worker, lots pour quittancement, ou web pour gateway)."
    )


def migrer_(service: Annotated[str, typer.Argument(help="Service, ou « tous ».")] = "tous") -> None:
    """Crée les bases et les rôles au besoin, puis joue les migrations."""
    espace = Espace.courant()
    url_admin, _ = ouvrir_postgres(espace)
    urls = urls_des_bases(espace, url_admin=url_admin)
    voulues = choisir(service)
    for nom, revision in migrer_tout({s: url for s, url in urls.items() if s in voulues}).items():
        sortie.print(f"  {nom:<14} {revision}")


def _verifier_decoupe(environnement: Environnement, decoupe: Decoupe) -> None:
    if decoupe is Decoupe.ECLATEE and environnement.variables["LOGIS_AMQP_URL"].startswith("memory"):
        raise SystemExit("--decoupe eclatee demande un vrai bus : donnez LOGIS_AMQP_URL.")
