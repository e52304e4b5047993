"""Tables du noyau, les mêmes dans la base de chaque service. Une version par évolution, jamais réécrite."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from sqlalchemy import Connection, text

NOYAU_V1 = """
CREATE TABLE outbox (
    position bigserial PRIMARY KEY,
    partition smallint NOT NULL DEFAULT 0,
    event_id uuid NOT NULL UNIQUE,
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    aggregate_seq bigint NOT NULL,
    type text NOT NULL,
    dataschema text NOT NULL,
    payload jsonb NOT NULL,
    occurred_on timestamptz NOT NULL,
    acteur jsonb NOT NULL,
    causation_id uuid,
    traceparent text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    UNIQUE (aggregate_type, aggregate_id, aggregate_seq)
);
CREATE INDEX outbox_a_envoyer ON outbox (partition, position) WHERE sent_at IS NULL;

CREATE TABLE tenure (
    partition smallint PRIMARY KEY,
    detenteur text NOT NULL,
    jeton bigint NOT NULL,
    expire_le timestamptz NOT NULL
);

CREATE TABLE reaction (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nom text NOT NULL UNIQUE
);

CREATE TABLE inbox (
    event_id uuid NOT NULL,
    reaction smallint NOT NULL,
    mois date NOT NULL,
    PRIMARY KEY (event_id, reaction, mois)
) PARTITION BY RANGE (mois);
CREATE TABLE inbox_defaut PARTITION OF inbox DEFAULT;

CREATE TABLE abonnement (
    source text NOT NULL,
    aggregate_type text NOT NULL,
    depuis timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, aggregate_type)
);

CREATE TABLE sequence_recue (
    source text NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    derniere bigint NOT NULL,
    PRIMARY KEY (source, aggregate_type, aggregate_id)
);

CREATE TABLE retenu (
    source text NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    aggregate_seq bigint NOT NULL,
    entetes jsonb NOT NULL,
    corps bytea NOT NULL,
    retenu_le timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, aggregate_type, aggregate_id, aggregate_seq)
);

CREATE TABLE incident (
    id uuid PRIMARY KEY,
    statut text NOT NULL CHECK (statut IN ('REPRISE', 'GARE', 'REJOUE', 'ECARTE')),
    reaction text NOT NULL DEFAULT '',
    event_id uuid,
    source text NOT NULL DEFAULT '',
    aggregate_type text NOT NULL DEFAULT '',
    aggregate_id text NOT NULL DEFAULT '',
    aggregate_seq bigint NOT NULL DEFAULT 0,
    bloquant boolean NOT NULL DEFAULT false,
    entetes jsonb NOT NULL,
    corps bytea NOT NULL,
    empreinte text NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    tentatives integer NOT NULL DEFAULT 0,
    cree_le timestamptz NOT NULL DEFAULT now(),
    prochaine_le timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX incident_unique ON incident (event_id, reaction) WHERE statut IN ('REPRISE', 'GARE');
CREATE INDEX incident_bloquant ON incident (source, aggregate_type, aggregate_id) WHERE statut IN ('REPRISE', 'GARE');
CREATE INDEX incident_a_reprendre ON incident (prochaine_le) WHERE statut = 'REPRISE';

CREATE TABLE refus_reaction (
    event_id uuid NOT NULL,
    reaction text NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    le timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, reaction)
);

CREATE TABLE journal_noyau (
    numero bigserial PRIMARY KEY,
    le timestamptz NOT NULL DEFAULT now(),
    acteur text NOT NULL,
    acte text NOT NULL,
    cible text NOT NULL,
    detail text NOT NULL DEFAULT ''
);

CREATE TABLE requete (
    appelant text NOT NULL,
    rpc text NOT NULL,
    request_id text NOT NULL,
    empreinte bytea NOT NULL,
    reponse bytea NOT NULL,
    cree_le timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (appelant, rpc, request_id)
);
"""


class _Op(Protocol):
    def execute(self, sqltext: str) -> Any: ...


def creer_noyau_v1(op: _Op) -> None:
    """À appeler dans la première migration d'un service."""
    op.execute(NOYAU_V1)


def assurer_partition_inbox(connexion: Connection, mois: date) -> None:
    """Crée la partition d'inbox d'un mois (donné par son premier jour) et celle du suivant, si elles manquent.

    Un verrou consultatif évite que deux processus qui démarrent ensemble les créent en même temps.
    """
    connexion.execute(text("SELECT pg_advisory_xact_lock(4711)"))
    for debut in (mois, _mois_suivant(mois)):
        fin = _mois_suivant(debut)
        connexion.execute(
            text(
                f"CREATE TABLE IF NOT EXISTS inbox_{debut:%Y_%m} PARTITION OF inbox "
                f"FOR VALUES FROM ('{debut:%Y-%m-%d}') TO ('{fin:%Y-%m-%d}')"
            )
        )


def _mois_suivant(mois: date) -> date:
    return date(mois.year + mois.month // 12, mois.month % 12 + 1, 1)
