"""Noyau de messagerie et tables du service demandes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "demandes_0001"
down_revision = None


def upgrade() -> None:
    creer_noyau_v1(op)
    op.execute("CREATE SEQUENCE numero_unique_simule")
    op.create_table(
        "demande",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("numero_unique", sa.Text(), nullable=False),
        sa.Column("deposee_le", sa.Date(), nullable=False),
        sa.Column("valable_jusqu_au", sa.Date(), nullable=False),
        sa.Column("personnes", JSONB(), nullable=False),
        sa.Column("situation_familiale", sa.Text(), nullable=False),
        sa.Column("adresse", sa.Text(), nullable=False),
        sa.Column("courriel", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("logement_actuel", sa.Text(), nullable=False),
        sa.Column("motifs", JSONB(), nullable=False),
        sa.Column("priorites", JSONB(), nullable=False),
        sa.Column("typologies", JSONB(), nullable=False),
        sa.Column("communes", JSONB(), nullable=False),
        sa.Column("ressources_mensuelles", sa.BigInteger(), nullable=True),
        sa.Column("pieces", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("renouvelee_le", sa.Date(), nullable=True),
        sa.Column("complet_le", sa.Date(), nullable=True),
        sa.Column("radiee_le", sa.Date(), nullable=True),
        sa.Column("motif_radiation", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero_unique"),
    )
    op.create_index(op.f("ix_demande_statut"), "demande", ["statut"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("sujet_id", sa.Uuid(), nullable=False),
        sa.Column("nom_fichier", sa.Text(), nullable=False),
        sa.Column("chemin", sa.Text(), nullable=False),
        sa.Column("empreinte_sha256", sa.Text(), nullable=False),
        sa.Column("taille_octets", sa.BigInteger(), nullable=False),
        sa.Column("cree_le", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_document_sujet_id"), "document", ["sujet_id"], unique=False)
    op.create_table(
        "offre",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("logement", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("candidatures", JSONB(), nullable=False),
        sa.Column("seance_le", sa.Date(), nullable=True),
        sa.Column("derogation", sa.Text(), nullable=False),
        sa.Column("decide_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_offre_logement_id"), "offre", ["logement_id"], unique=False)
    op.create_index(op.f("ix_offre_statut"), "offre", ["statut"], unique=False)
    op.create_index(
        "offre_vivante_par_logement",
        "offre",
        ["logement_id"],
        unique=True,
        postgresql_where=sa.text("statut NOT IN ('CLOSE', 'RETIREE')"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
