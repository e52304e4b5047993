"""Ce qu'un exploitant voit et fait du noyau d'un service : état, faits récents, purge ; `garage` et `retenue` ont leurs modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, text

from socle.technique.messagerie.garage import Garage
from socle.technique.messagerie.retenue import Retenue

ALERTE_S = 60.0
"""Secondes. Un fait retenu ou non envoyé depuis plus longtemps demande un regard (conception §4 : âge d'alerte)."""


@dataclass(frozen=True, kw_only=True)
class Gardes:
    """Durées de conservation des requêtes d'idempotence (conception §3)."""

    agent: timedelta = timedelta(days=30)
    partenaire: timedelta = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Etat:
    """Nombres de faits non envoyés, retenus, en reprise et garés ; âges des plus anciens, en secondes ; débits, par seconde.

    `envoyes_s` compte les faits envoyés depuis une minute ; `traites_s`, les effets des faits nés depuis une minute.
    """

    non_envoyes: int
    plus_ancien_s: float
    retenus: int
    plus_ancien_retenu_s: float
    reprises: int
    gares: int
    envoyes_s: float
    traites_s: float
    detenteurs: Mapping[int, str]
    """Partition → processus qui tient son relais ; une partition que personne ne tient est absente."""

    @property
    def detenteur(self) -> str:
        """Processus qui tient la partition 0, donc les minuteries du service ; vide si personne."""
        return self.detenteurs.get(0, "")


_ETAT = text(
    """WITH minute AS (
           SELECT now() - interval '1 minute' AS debut,
                  CAST(lpad(to_hex(CAST(floor(extract(epoch FROM now() - interval '1 minute') * 1000) AS bigint)), 12, '0')
                       || '70008000000000000000' AS uuid) AS premier)
       SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL) AS non_envoyes,
              (SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0) FROM outbox WHERE sent_at IS NULL)
                  AS plus_ancien_s,
              (SELECT count(*) FROM retenu) AS retenus,
              (SELECT coalesce(extract(epoch FROM now() - min(retenu_le)), 0) FROM retenu) AS plus_ancien_retenu_s,
              (SELECT count(*) FROM incident WHERE statut = 'REPRISE') AS reprises,
              (SELECT count(*) FROM incident WHERE statut = 'GARE') AS gares,
              (SELECT count(*) / 60.0 FROM outbox WHERE sent_at > (SELECT debut FROM minute)) AS envoyes_s,
              (SELECT count(*) / 60.0 FROM inbox WHERE event_id > (SELECT premier FROM minute)
                  AND mois >= CAST(date_trunc('month', (SELECT debut FROM minute)) AS date)) AS traites_s"""
)
_DETENTEURS = text("SELECT partition, detenteur FROM tenure WHERE expire_le > now() ORDER BY partition")
_FAITS = text(
    """SELECT position, event_id, type, aggregate_type, aggregate_id, aggregate_seq, created_at, acteur, traceparent,
              sent_at IS NOT NULL AS envoye
         FROM outbox WHERE position > :apres ORDER BY position LIMIT :limite"""
)
_PURGER = text(
    """DELETE FROM requete WHERE cree_le < :agent AND appelant NOT LIKE 'partenaire:%' OR cree_le < :partenaire"""
)


class Administration:
    """Lectures et entretien du noyau d'un service."""

    def __init__(self, moteur: Engine, gardes: Gardes = Gardes()) -> None:
        self._moteur, self._gardes = moteur, gardes
        self.garage = Garage(moteur)
        self.retenue = Retenue(moteur)

    def etat(self) -> Etat:
        with self._moteur.connect() as connexion:
            ligne = connexion.execute(_ETAT).mappings().one()
            detenteurs = {p: d for p, d in connexion.execute(_DETENTEURS)}
        durees = ("plus_ancien_s", "plus_ancien_retenu_s", "envoyes_s", "traites_s")
        secondes = {cle: max(0.0, round(float(ligne[cle]), 3)) for cle in durees}
        return Etat(**{**ligne, **secondes}, detenteurs=detenteurs)

    def detient(self, detenteur: str, *, partition: int = 0) -> bool:
        """Vrai si ce processus tient la partition en ce moment."""
        with self._moteur.connect() as connexion:
            tenue = "SELECT 1 FROM tenure WHERE partition = :p AND detenteur = :d AND expire_le > now()"
            return connexion.execute(text(tenue), {"p": partition, "d": detenteur}).first() is not None

    def faits(self, *, apres: int, limite: int = 500) -> Sequence[Any]:
        """Faits publiés après une position, sans leur corps : type, agrégat, acteur, trace."""
        with self._moteur.connect() as connexion:
            return connexion.execute(_FAITS, {"apres": apres, "limite": limite}).mappings().all()

    def purger(self, *, au: datetime, sur: Connection | None = None) -> int:
        """Efface les requêtes d'idempotence plus vieilles, à l'instant `au`, que leur durée de garde ; rend leur nombre."""
        seuils = {"agent": au - self._gardes.agent, "partenaire": au - self._gardes.partenaire}
        if sur is not None:
            return sur.execute(_PURGER, seuils).rowcount
        with self._moteur.begin() as connexion:
            return connexion.execute(_PURGER, seuils).rowcount
