"""Le relevé : lit les bases après la vidange et les range pour le registre."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from console.chaos.appels import Commande
from console.chaos.livraisons import MARQUE, Poison
from console.chaos.registre import Consommateur, FaitPublie, Incident, Releve, Temoignage
from console.chaos.temoin import composition as temoin
from socle.technique.baremes import charger_baremes
from socle.technique.evenements import Reception


def relever(urls: Mapping[str, str], *, commandes: Sequence[Commande] = (), poisons: Sequence[Poison] = ()) -> Releve:
    """Lit chaque base (service → adresse libpq). Lève psycopg.OperationalError si l'une ne répond pas."""
    faits: list[FaitPublie] = []
    requetes: dict[tuple[str, str], int] = {}
    consommateurs = []
    for service, url in urls.items():
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as base:
            faits += _faits(base, service)
            for request_id, nombre in base.execute("SELECT request_id, count(*) FROM requete GROUP BY 1"):
                requetes[service, request_id] = nombre
            consommateurs.append(_consommateur(base, service))
    return Releve(commandes=commandes, requetes=requetes, faits=faits, consommateurs=consommateurs, poisons=poisons)


def en_route(urls: Mapping[str, str]) -> int:
    """Nombre de faits non envoyés, retenus ou en reprise dans toutes les bases."""
    total = 0
    for url in urls.values():
        with psycopg.connect(url, autocommit=True, connect_timeout=5) as base:
            ligne = base.execute(
                """SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL) + (SELECT count(*) FROM retenu)
                        + (SELECT count(*) FROM incident WHERE statut = 'REPRISE')"""
            ).fetchone()
            total += int(ligne[0]) if ligne else 0
    return total


def reception_de(service: str) -> Reception:
    """La réception d'un service, telle que son travailleur la branche."""
    if service == temoin.NOM:
        return temoin.reception()
    module: Any = importlib.import_module(f"{service}.adapters.reception")
    arguments: dict[str, Any] = {}
    if "baremes" in inspect.signature(module.reception).parameters:
        dossier = Path(str(importlib.import_module(service).__file__)).parent / "baremes"
        arguments["baremes"] = charger_baremes(dossier)
    resultat: Reception = module.reception(**arguments)
    return resultat


def _faits(base: Connection, service: str) -> list[FaitPublie]:
    lignes = base.execute(
        """SELECT position, event_id::text, aggregate_type, aggregate_id, aggregate_seq, type,
                  coalesce(causation_id::text, ''), traceparent, payload, sent_at IS NOT NULL
             FROM outbox ORDER BY position"""
    ).fetchall()
    return [
        FaitPublie(
            source=service,
            position=position,
            event_id=event_id,
            agregat=agregat,
            agregat_id=agregat_id,
            sequence=sequence,
            type=type_,
            cause=cause,
            trace=traceparent.split("-")[1] if traceparent.count("-") == 3 else "",
            donnees=donnees,
            envoye=envoye,
        )
        for position, event_id, agregat, agregat_id, sequence, type_, cause, traceparent, donnees, envoye in lignes
    ]


def _consommateur(base: Connection, service: str) -> Consommateur:
    reception = reception_de(service)
    reactions: dict[tuple[str, str], list[str]] = {}
    for reaction in reception.reactions:
        reactions.setdefault((reaction.modele.source, reaction.modele.nom), []).append(reaction.nom)
    retenus = base.execute("SELECT count(*) FROM retenu").fetchone()
    return Consommateur(
        nom=service,
        reactions=reactions,
        agregats=frozenset(reception.abonnements),
        temoignages=_temoignages(base, service),
        refus=frozenset(
            (str(event_id), reaction)
            for event_id, reaction in base.execute("SELECT event_id, reaction FROM refus_reaction")
        ),
        incidents=_incidents(base),
        retenus=int(retenus[0]) if retenus else 0,
    )


def _temoignages(base: Connection, service: str) -> list[Temoignage]:
    noms = {str(numero): nom for numero, nom in base.execute("SELECT id, nom FROM reaction")}
    vus = [
        Temoignage(
            rang=rang,
            nom=nom,
            operation=operation,
            cle=cle,
            detail=noms.get(detail, "?") if nom == "inbox" else detail,
        )
        for rang, nom, operation, cle, detail in base.execute(
            "SELECT rang, nom, operation, cle, detail FROM chaos_temoignage ORDER BY rang"
        )
    ]
    if service == temoin.NOM:
        vus += [
            Temoignage(rang=rang, nom="effet_temoin", operation="INSERT", cle=str(event_id))
            for rang, event_id in base.execute("SELECT rang, event_id FROM effet_temoin ORDER BY rang")
        ]
    return vus


def _incidents(base: Connection) -> list[Incident]:
    lignes = base.execute(
        """SELECT statut, coalesce(event_id::text, ''), reaction, code, coalesce(entetes ->> %s, '') FROM incident""",
        [MARQUE],
    ).fetchall()
    return [
        Incident(statut=statut, event_id=event_id, reaction=reaction, code=code, poison=poison)
        for statut, event_id, reaction, code, poison in lignes
    ]
