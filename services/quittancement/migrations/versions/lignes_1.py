"""Les lignes d'une quittance citent un modèle, rangé une fois, au lieu de redire leur libellé et leur article."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_lignes_1"
down_revision = "quittancement_caisse_1"

_LIRE = """
CREATE FUNCTION lignes_et_modeles(lignes jsonb) RETURNS jsonb LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('lignes', lignes, 'modeles', (
    SELECT coalesce(jsonb_object_agg(m.cle, m.contenu), '{}') FROM modele_ligne m
     WHERE m.cle IN (SELECT (l ->> 0)::bigint FROM jsonb_array_elements(lignes) l)))
$$"""
# Une ligne d'avant garde ses données telles qu'elle les disait, en textes, et se fait un modèle à elle : son contenu en
# donne la clé, comme pour les autres.
_ANCIENNES = """
CREATE TEMP TABLE ancienne ON COMMIT DROP AS
SELECT q.id, l.rang, l.ligne, m.contenu,
       ('x' || left(encode(sha256(convert_to(m.contenu::text, 'UTF8')), 'hex'), 15))::bit(60)::bigint AS cle
  FROM quittance q
 CROSS JOIN LATERAL jsonb_array_elements(q.lignes) WITH ORDINALITY l(ligne, rang)
 CROSS JOIN LATERAL (SELECT l.ligne -> 'explication') e(dite)
 CROSS JOIN LATERAL (
   SELECT jsonb_build_object(
     'code', l.ligne -> 'code', 'libelle', l.ligne -> 'libelle', 'nature', l.ligne -> 'nature',
     'depense', l.ligne -> 'depense', 'compte', l.ligne -> 'compte', 'mois_origine', coalesce(l.ligne -> 'mois_origine', '""'),
     'regle', e.dite -> 'regle', 'article', e.dite -> 'article', 'date', e.dite -> 'date',
     'certitude', e.dite -> 'certitude',
     'donnees', (SELECT coalesce(jsonb_agg(nom), '[]') FROM jsonb_object_keys(e.dite -> 'entrees') nom))
 ) m(contenu)"""
_SERRER = """
UPDATE quittance q SET lignes = s.lignes
  FROM (SELECT id, jsonb_agg(
          jsonb_build_array(
            cle, ligne -> 'montant' -> 'centimes', ligne -> 'du' -> 'centimes', ligne -> 'paye' -> 'centimes',
            (SELECT coalesce(jsonb_agg(valeur), '[]') FROM jsonb_each(ligne -> 'explication' -> 'entrees') e(nom, valeur)))
          || CASE WHEN jsonb_typeof(ligne -> 'controle') = 'object' THEN jsonb_build_array(ligne -> 'controle') ELSE '[]' END
          ORDER BY rang) AS lignes
          FROM ancienne GROUP BY id) s
 WHERE s.id = q.id"""


def upgrade() -> None:
    op.create_table(
        "modele_ligne",
        sa.Column("cle", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("contenu", JSONB(), nullable=False),
    )
    op.execute(_LIRE)
    op.execute(_ANCIENNES)
    op.execute("INSERT INTO modele_ligne SELECT DISTINCT cle, contenu FROM ancienne")
    op.execute(_SERRER)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
