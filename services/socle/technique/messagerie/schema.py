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


NOYAU_V2 = """
CREATE TABLE outbox_archive (LIKE outbox INCLUDING DEFAULTS) PARTITION BY RANGE (created_at);
ALTER TABLE outbox_archive ALTER COLUMN position DROP DEFAULT;
CREATE TABLE outbox_archive_defaut PARTITION OF outbox_archive DEFAULT;
ALTER TABLE outbox_archive ADD PRIMARY KEY (position, created_at);
CREATE INDEX outbox_archive_agregat ON outbox_archive (aggregate_type, aggregate_id, aggregate_seq);
CREATE INDEX outbox_envoyee ON outbox (sent_at) WHERE sent_at IS NOT NULL;

CREATE TABLE veille (
    detenteur text PRIMARY KEY,
    vu_le timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE minuterie (
    nom text PRIMARY KEY,
    derniere_le timestamptz NOT NULL
);

CREATE TABLE rejeu (
    id uuid PRIMARY KEY,
    reaction text NOT NULL,
    source text NOT NULL,
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL DEFAULT '',
    du timestamptz NOT NULL,
    au timestamptz NOT NULL,
    acteur text NOT NULL,
    cree_le timestamptz NOT NULL DEFAULT now(),
    expire_le timestamptz NOT NULL,
    CHECK (du <= au)
);

CREATE FUNCTION refuser_reecriture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal % ne se réécrit pas.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_noyau_fige BEFORE UPDATE OR DELETE ON journal_noyau
    FOR EACH ROW EXECUTE FUNCTION refuser_reecriture();
CREATE TRIGGER journal_noyau_plein BEFORE TRUNCATE ON journal_noyau
    FOR EACH STATEMENT EXECUTE FUNCTION refuser_reecriture();
"""


class _Op(Protocol):
    def execute(self, sqltext: str) -> Any: ...


def creer_noyau_v1(op: _Op) -> None:
    """À appeler dans la première migration d'un service."""
    op.execute(NOYAU_V1)


def creer_noyau_v2(op: _Op) -> None:
    """Archive de l'outbox, veille des travailleurs, minuteries, rejeux, journal en ajout seul."""
    op.execute(NOYAU_V2)


MOIS_GARDES = 13
"""Mois d'inbox tenus avant le mois courant : 400 jours en couvrent quatorze au plus, le courant compris."""


def assurer_partitions(connexion: Connection, mois: date) -> None:
    """Crée ce qui manque des partitions mensuelles : inbox (13 mois passés, courant, suivant), archive (courant, suivant).

    `mois` est le premier jour du mois courant. Un verrou consultatif évite que deux processus qui démarrent ensemble
    les créent en même temps.
    """
    connexion.execute(text("SELECT pg_advisory_xact_lock(4711)"))
    for ecart in range(-MOIS_GARDES, 2):
        _creer_partition(connexion, "inbox", decaler(mois, ecart))
    for ecart in range(2):
        _creer_partition(connexion, "outbox_archive", decaler(mois, ecart))


def _creer_partition(connexion: Connection, table: str, debut: date) -> None:
    """Sans effet si la partition existe. Les lignes déjà rangées par défaut pour ce mois y restent : elle n'est pas créée."""
    nom, fin = f"{table}_{debut:%Y_%m}", decaler(debut, 1)
    if connexion.execute(text("SELECT to_regclass(:nom)"), {"nom": nom}).scalar() is not None:
        return
    colonne = "mois" if table == "inbox" else "created_at"
    bornes = {"debut": debut, "fin": fin}
    deja = f"SELECT EXISTS (SELECT 1 FROM {table}_defaut WHERE {colonne} >= :debut AND {colonne} < :fin)"
    if not connexion.execute(text(deja), bornes).scalar():
        connexion.execute(
            text(f"CREATE TABLE {nom} PARTITION OF {table} FOR VALUES FROM ('{debut:%Y-%m-%d}') TO ('{fin:%Y-%m-%d}')")
        )


def perimer_inbox(connexion: Connection, *, avant: date) -> list[str]:
    """Détache et supprime les partitions d'inbox dont tout le mois précède `avant` ; rend leurs noms."""
    noms: list[str] = list(
        connexion.execute(
            text(
                """SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                    WHERE i.inhparent = 'inbox'::regclass AND c.relname ~ '^inbox_\\d{4}_\\d{2}$' ORDER BY 1"""
            )
        ).scalars()
    )
    perimees = [nom for nom in noms if decaler(date(int(nom[6:10]), int(nom[11:13]), 1), 1) <= avant]
    for nom in perimees:
        connexion.execute(text(f"DROP TABLE {nom}"))
    return perimees


def archiver_outbox(connexion: Connection, *, avant: Any, lot: int = 5_000) -> int:
    """Déplace au plus `lot` faits envoyés avant l'instant `avant` vers l'archive ; rend leur nombre."""
    resultat: Any = connexion.execute(
        text(
            """WITH partis AS (
                   DELETE FROM outbox WHERE position IN (
                       SELECT position FROM outbox WHERE sent_at < :avant ORDER BY sent_at LIMIT :lot
                          FOR UPDATE SKIP LOCKED)
                   RETURNING *)
               INSERT INTO outbox_archive SELECT * FROM partis"""
        ),
        {"avant": avant, "lot": lot},
    )
    return int(resultat.rowcount)


def decaler(mois: date, ecart: int) -> date:
    """Premier jour du mois situé `ecart` mois plus loin."""
    rang = mois.year * 12 + mois.month - 1 + ecart
    return date(rang // 12, rang % 12 + 1, 1)
