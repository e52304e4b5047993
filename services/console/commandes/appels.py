"""Appeler le noyau d'un service ou de tous depuis une commande ; ce qui ne répond pas est dit, en français."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from console.commandes.affichage import avertir, finir_en_erreur, raison
from console.local.espace import Espace
from console.noyaux import Noyaux
from console.services import choisir
from socle.technique.rpc.erreurs import EchecRpc

Service = Annotated[str, typer.Argument(help="Un service, « gateway » compris, ou « tous ».")]
UnService = Annotated[str, typer.Argument(help="Le service, « gateway » compris.")]
ABlanc = Annotated[bool, typer.Option("--a-blanc", help="Compte sans rien faire.")]


def chacun(service: str, methode: str, requete: Any) -> Iterator[tuple[str, Any]]:
    """Réponse de chaque service ; ceux qui ne répondent pas sont dits, et la commande finit en erreur."""
    echecs = 0
    with noyaux_de_l_espace() as noyaux:
        for nom in choisir(service):
            try:
                yield nom, noyaux.appeler(nom, methode, requete)
            except EchecRpc as echec:
                avertir(nom, echec)
                echecs += 1
    if echecs:
        raise typer.Exit(1)


def appeler_un(service: str, methode: str, requete: Any) -> Any:
    noms = choisir(service)
    if len(noms) > 1:
        finir_en_erreur("Nommez un seul service.")
    with noyaux_de_l_espace() as noyaux:
        try:
            return noyaux.appeler(noms[0], methode, requete)
        except EchecRpc as echec:
            finir_en_erreur(raison(echec))


def noyaux_de_l_espace() -> Noyaux:
    return Noyaux.de_l_espace(Espace.courant())
