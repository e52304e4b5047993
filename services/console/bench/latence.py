"""La latence à vide : cinquante faits par seconde, de la validation du fait à celle de son effet."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

import psycopg

from console.bench import brut
from console.bench.faits import Fait, deposer, des_faits
from console.bench.resultat import resultat
from console.bench.serveurs import Serveurs, memoire, ouvrir

RYTHME = 50
"""Faits par seconde."""

_SONNETTE = """
CREATE FUNCTION dire_effet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('effet', NEW.chose_id || '/' || NEW.numero); RETURN NULL; END $$;
CREATE TRIGGER effet_dit AFTER INSERT ON effet FOR EACH ROW EXECUTE FUNCTION dire_effet();
"""


def banc(*, duree_s: int) -> dict[str, Any]:
    """Latence à cinquante faits par seconde, les deux travailleurs en marche, et celle du même chemin sans noyau."""
    with ouvrir("emission", "reception") as serveurs, ExitStack() as pile:
        travailleurs = [pile.enter_context(serveurs.travailleur(s)) for s in ("emission", "reception")]
        latences = de_bout_en_bout(serveurs, duree_s=duree_s)
        pic = max(memoire(travailleur) for travailleur in travailleurs)
        pile.close()
        nues = chemin_nu(serveurs, nombre=min(500, duree_s * RYTHME))
    mesure = resultat(
        "latence",
        debits=[len(latences) / duree_s],
        unite="faits/s",
        limites=[RYTHME],
        latences_ms=latences,
        memoire_mo=pic,
        duree_s=duree_s,
        latences="juste avant la validation du fait → annonce par PostgreSQL de l'effet validé",
        limite="rythme demandé ; le chemin nu est : INSERT, publication confirmée, consommation, INSERT, sans noyau",
    )
    nu = resultat("", debits=[1], unite="", limites=[1], latences_ms=nues, memoire_mo=0)
    mesure["parametres"] |= {"p50_ms_chemin_nu": nu["p50_ms"], "p99_ms_chemin_nu": nu["p99_ms"]}
    return mesure


def de_bout_en_bout(serveurs: Serveurs, *, duree_s: int) -> list[float]:
    """Latences (ms) de `duree_s` secondes de faits ; les travailleurs tournent déjà ou démarrent."""
    with serveurs.connexion("reception") as connexion:
        connexion.execute(_SONNETTE)
    with serveurs.connexion("reception") as ecoute, serveurs.connexion("emission", autocommit=False) as depot:
        ecoute.execute("LISTEN effet")
        _emettre(depot, des_faits(20))  # les connexions et les plans de requête
        _recevoir(ecoute, 20)
        faits = des_faits(RYTHME * duree_s)
        arrivees: dict[str, float] = {}
        receveur = threading.Thread(target=lambda: arrivees.update(_recevoir(ecoute, len(faits))))
        receveur.start()
        departs = _emettre(depot, faits)
        receveur.join()
    with serveurs.connexion("reception") as connexion:
        connexion.execute("DROP TRIGGER effet_dit ON effet; DROP FUNCTION dire_effet; TRUNCATE effet")
    return [(arrivees[cle] - depart) * 1000 for cle, depart in departs.items()]


def envois_au_repos(serveurs: Serveurs, *, duree_s: int = 5) -> list[float]:
    """Latences (ms) de la naissance d'un fait à son `sent_at`."""
    with serveurs.connexion("emission", autocommit=False) as depot:
        depot.execute("TRUNCATE outbox")
        depot.commit()
        _emettre(depot, des_faits(RYTHME * duree_s))
        serveurs.attendre(
            "les envois",
            lambda: not depot.execute("SELECT EXISTS (SELECT 1 FROM outbox WHERE sent_at IS NULL)").fetchone()[0],  # type: ignore[index]
            delai=60,
        )
        lignes = depot.execute("SELECT extract(epoch FROM sent_at - created_at) * 1000 FROM outbox").fetchall()
    return [float(ligne[0]) for ligne in lignes]


def _emettre(depot: psycopg.Connection[Any], faits: Sequence[Fait]) -> dict[str, float]:
    """Une transaction par fait, au rythme voulu ; rend l'instant qui précède chaque validation."""
    departs = {}
    debut = time.monotonic()
    for rang, fait in enumerate(faits):
        time.sleep(max(0.0, debut + rang / RYTHME - time.monotonic()))
        deposer(depot, [fait])
        departs[f"{fait.agregat_id}/{fait.numero}"] = time.monotonic()
        depot.commit()
    return departs


def _recevoir(ecoute: psycopg.Connection[Any], nombre: int) -> dict[str, float]:
    """Instant où chaque effet est annoncé, donc validé. Lève SystemExit si l'un manque."""
    arrivees: dict[str, float] = {}
    while len(arrivees) < nombre:
        vus = len(arrivees)
        for annonce in ecoute.notifies(timeout=60, stop_after=1):
            arrivees[annonce.payload] = time.monotonic()
        if len(arrivees) == vus:
            raise SystemExit(f"Le banc n'a vu que {vus} effets sur {nombre}.")
    return arrivees


def chemin_nu(serveurs: Serveurs, *, nombre: int) -> list[float]:
    """Le même chemin sans noyau, fait après fait : insérer, publier confirmé, consommer, insérer, acquitter (ms)."""
    latences = []
    with (
        serveurs.connexion("emission") as source,
        serveurs.connexion("reception") as cible,
        brut.canal(serveurs) as sortie,
        brut.canal(serveurs) as entree,
    ):
        source.execute("CREATE TABLE nu (chose_id uuid, numero bigint)")
        confirmes: list[int] = []
        sortie.events["basic_ack"].add(lambda delivery_tag, multiple: confirmes.append(delivery_tag))
        recus: list[Any] = []
        entree.basic_consume(serveurs.files[0], callback=recus.append)
        echange = serveurs.adresses.echange("emission").name
        for fait in des_faits(nombre):
            debut = time.monotonic()
            ligne = (fait.agregat_id, fait.numero)
            source.execute("INSERT INTO nu VALUES (%s, %s)", ligne)
            sortie.basic_publish(brut.message_de(fait), exchange=echange, routing_key=serveurs.cle(0))
            while not confirmes:
                sortie.connection.drain_events(timeout=10)
            while not recus:
                entree.connection.drain_events(timeout=10)
            cible.execute("INSERT INTO effet (chose_id, numero) VALUES (%s, %s)", ligne)
            latences.append((time.monotonic() - debut) * 1000)
            entree.basic_ack(recus[0].delivery_tag)
            confirmes.clear()
            recus.clear()
    return latences
