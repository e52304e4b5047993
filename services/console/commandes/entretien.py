"""Entretenir le noyau : `logis rejouer` (une plage de faits pour une réaction) et `logis purger`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from console.commandes.affichage import EnJson, imprimer_json, sortie
from console.commandes.appels import ABlanc, Service, UnService, appeler_un, chacun
from logis.noyau.v1 import noyau_pb2
from socle.technique.identifiants import nouvel_id


def inscrire(application: typer.Typer) -> None:
    application.command("rejouer")(rejouer)
    application.command("purger")(purger)


def rejouer(
    service: UnService,
    reaction: Annotated[str, typer.Option(help="La réaction qui doit revoir ces faits.")],
    du: Annotated[str, typer.Option(help="Instant ISO 8601 avec fuseau.")],
    au: Annotated[str, typer.Option(help="Instant ISO 8601 avec fuseau.")],
    agregat_id: Annotated[str, typer.Option("--agregat", help="Un seul agrégat.")] = "",
    a_blanc: ABlanc = False,
    en_json: EnJson = False,
) -> None:
    """Redonne une plage de faits à une réaction : elle ne reçoit que ceux qu'elle n'a jamais traités."""
    plage: dict[str, Any] = {"du": du, "au": au, "agregat_id": agregat_id, "a_blanc": a_blanc}
    ouverture = noyau_pb2.OuvrirRejeuRequest(reaction=reaction, request_id=str(nouvel_id()), **plage)
    flux = appeler_un(service, "OuvrirRejeu", ouverture)
    renvoi = noyau_pb2.RenvoyerFaitsRequest(agregat=flux.agregat, request_id=str(nouvel_id()), **plage)
    nombre = appeler_un(flux.source, "RenvoyerFaits", renvoi).nombre
    if en_json:
        imprimer_json({"source": flux.source, "agregat": flux.agregat, "faits": nombre, "a_blanc": a_blanc})
        return
    sortie.print(
        f"{flux.source} : {nombre} fait(s) « {flux.agregat} » {'à renvoyer' if a_blanc else 'remis à envoyer'}."
    )


def purger(
    au: Annotated[str, typer.Option(help="Instant ISO 8601 avec fuseau, par exemple 2026-11-24T00:00:00+01:00.")],
    service: Service = "tous",
    en_json: EnJson = False,
) -> None:
    """Efface les requêtes d'idempotence plus vieilles, à cet instant, que leur durée de garde."""
    requete = noyau_pb2.PurgerRequetesRequest(au=au, request_id=str(nouvel_id()))
    effaces = {nom: reponse.nombre for nom, reponse in chacun(service, "PurgerRequetes", requete)}
    if en_json:
        imprimer_json(effaces)
        return
    for nom, nombre in effaces.items():
        sortie.print(f"{nom} : {nombre} requête(s) effacée(s).")
