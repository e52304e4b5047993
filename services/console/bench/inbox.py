"""L'inbox de quatre cents jours : ce que pèsent et coûtent dix millions de lignes, et ce que deviennent de vieux faits."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psutil
import psycopg
from sqlalchemy import create_engine

from console.bench.faits import Fait, des_faits
from console.bench.reception.reaction import reception
from console.bench.resultat import resultat
from console.bench.serveurs import memoire, ouvrir
from socle.technique import telemetrie
from socle.technique.base import Sessions
from socle.technique.contexte import horloge_systeme
from socle.technique.evenements import Publication
from socle.technique.messagerie.consommation import Consommation, Message
from socle.technique.unite_de_travail import Fabrique

MESURES = 1_000
MOIS_VIEUX = 365
"""Jours : l'âge du fait rejoué, dans la mémoire de l'inbox."""

TROP_VIEUX = 401

_REMPLIR = """
INSERT INTO inbox (event_id, reaction, mois)
SELECT CAST(lpad(to_hex(ms), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8'
            || substr(md5(random()::text), 1, 15) AS uuid),
       1, CAST(date_trunc('month', to_timestamp(ms / 1000.0) AT TIME ZONE 'UTC') AS date)
  FROM (SELECT CAST(extract(epoch FROM now()) * 1000 AS bigint) - CAST((%(lignes)s - rang) * %(pas)s AS bigint) AS ms
          FROM generate_series(CAST(%(de)s AS bigint), CAST(%(a)s AS bigint)) AS rang) AS faits
"""
_TAILLE = """SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) FROM pg_inherits
              WHERE inhparent = 'inbox'::regclass"""


def banc(*, lignes: int) -> dict[str, Any]:
    """Réceptions par seconde sur l'inbox pleine, à côté de la même inbox vide ; lève SystemExit si un vieux fait a un effet."""
    telemetrie.demarrer("banc", "inbox", niveau="ERROR")
    with ouvrir("reception", courtier=False) as serveurs:
        moteur = create_engine(serveurs.bases["reception"])
        fabrique = Fabrique(Sessions(moteur), Publication("reception"))
        consommation = Consommation(moteur, fabrique, reception(), horloge_systeme)
        consommation.preparer()
        with serveurs.connexion("reception") as connexion:
            _recevoir(consommation, 100)  # les connexions et les plans de requête
            vide = _recevoir(consommation, MESURES)
            debut = time.perf_counter()
            _remplir(connexion, lignes)
            remplissage = time.perf_counter() - debut
            plein = _recevoir(consommation, MESURES)
            octets, presentes = int(_un(connexion, _TAILLE)), int(_un(connexion, "SELECT count(*) FROM inbox"))
            mois = int(_un(connexion, "SELECT count(DISTINCT mois) FROM inbox"))
            effets = int(_un(connexion, "SELECT count(*) FROM effet"))
            rejoue = _rejouer_un_fait_d_un_an(connexion, consommation)
            ancien = consommation.recevoir(_message(_ne_il_y_a(timedelta(days=TROP_VIEUX))))
            (code,) = _ligne(connexion, "SELECT code FROM incident WHERE statut = 'GARE'")
            if int(_un(connexion, "SELECT count(*) FROM effet")) != effets:
                raise SystemExit("Un vieux fait a eu un second effet : l'inbox ne tient pas.")
        moteur.dispose()
    return resultat(
        "inbox",
        debits=[MESURES / sum(plein)],
        unite="réceptions/s",
        limites=[MESURES / sum(vide)],
        latences_ms=[duree * 1000 for duree in plein],
        memoire_mo=memoire(psutil.Process()),
        lignes=presentes,
        mois=mois,
        taille_go=round(octets / 1e9, 3),
        octets_par_ligne=round(octets / presentes, 1),
        remplissage_s=round(remplissage, 1),
        fait_d_un_an={"issue": rejoue, "effets": 0},
        fait_de_plus_de_400_jours={"issue": ancien, "code": code},
        limite="les mêmes réceptions, un fait par transaction, sur la même base à l'inbox vide",
    )


def _remplir(connexion: psycopg.Connection[Any], lignes: int) -> None:
    """Lignes régulièrement réparties sur 395 jours, dans l'ordre où elles seraient venues, par tranches d'un million."""
    pas = 395 * 86_400_000 / lignes
    for de in range(1, lignes + 1, 1_000_000):
        connexion.execute(_REMPLIR, {"pas": pas, "lignes": lignes, "de": de, "a": min(lignes, de + 999_999)})
    connexion.execute("VACUUM ANALYZE inbox")


def _recevoir(consommation: Consommation, nombre: int) -> list[float]:
    """Durées (s) de réceptions de faits neufs, un par transaction."""
    durees = []
    for fait in des_faits(nombre):
        message = _message(fait)
        debut = time.perf_counter()
        issue = consommation.recevoir(message)
        durees.append(time.perf_counter() - debut)
        if issue != "TRAITE":
            raise SystemExit(f"Un fait neuf est devenu {issue} : la mesure ne vaut rien.")
    return durees


def _rejouer_un_fait_d_un_an(connexion: psycopg.Connection[Any], consommation: Consommation) -> str:
    """Redonne un fait de l'inbox vieux d'un an, d'un agrégat dont la séquence n'est plus connue : seule l'inbox protège."""
    seuil = _ne_il_y_a(timedelta(days=MOIS_VIEUX)).id
    (connu,) = _ligne(
        connexion, "SELECT event_id FROM inbox WHERE event_id <= %s ORDER BY event_id DESC LIMIT 1", seuil
    )
    agregat = _ne_il_y_a(timedelta(days=MOIS_VIEUX + 30)).id
    return consommation.recevoir(_message(Fait(id=connu, agregat_id=agregat, numero=7)))


def _ne_il_y_a(age: timedelta) -> Fait:
    """Un fait, seul de son agrégat, né à cet âge d'après son identifiant."""
    (neuf,) = des_faits(1)
    millisecondes = int((datetime.now(UTC) - age).timestamp() * 1000)
    identifiant = UUID(int=millisecondes << 80 | neuf.id.int & ((1 << 80) - 1))
    return Fait(id=identifiant, agregat_id=identifiant, numero=1)


def _message(fait: Fait) -> Message:
    return Message(entetes=fait.entetes(), corps=fait.corps())


def _un(connexion: psycopg.Connection[Any], requete: str) -> Any:
    return _ligne(connexion, requete)[0]


def _ligne(connexion: psycopg.Connection[Any], requete: str, *valeurs: Any) -> Any:
    return connexion.execute(requete, valeurs or None).fetchone()
