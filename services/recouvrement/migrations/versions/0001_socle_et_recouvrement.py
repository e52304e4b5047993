"""Noyau de messagerie et tables du service recouvrement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "recouvrement_0001"
down_revision = None


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "accompagnement",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("depuis_le", sa.Date(), nullable=False),
        sa.Column("referent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bail_id"),
    )
    op.create_table(
        "bail_suivi",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("signe_le", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("bail_id"),
    )
    op.create_table(
        "dossier_fsl",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("dossier_impaye_id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("departement", sa.Text(), nullable=False),
        sa.Column("depose_le", sa.Date(), nullable=False),
        sa.Column("consentement_le", sa.Date(), nullable=False),
        sa.Column("termes", JSONB(), nullable=False),
        sa.Column("pieces", JSONB(), nullable=False),
        sa.Column("termes_repris", sa.Integer(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("decisions", JSONB(), nullable=False),
        sa.Column("paiements", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_dossier_fsl_bail_id"), "dossier_fsl", ["bail_id"], unique=False)
    op.create_index(op.f("ix_dossier_fsl_dossier_impaye_id"), "dossier_fsl", ["dossier_impaye_id"], unique=False)
    op.create_table(
        "dossier_impaye",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("ouvert_le", sa.Date(), nullable=False),
        sa.Column("dette_initiale", sa.BigInteger(), nullable=False),
        sa.Column("dette_courante", sa.BigInteger(), nullable=False),
        sa.Column("premier_defaut_le", sa.Date(), nullable=False),
        sa.Column("termes", JSONB(), nullable=False),
        sa.Column("impaye_constitue", sa.Text(), nullable=False),
        sa.Column("constitue_le", sa.Date(), nullable=True),
        sa.Column("regime_apl", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("phase_avant_fsl", sa.Text(), nullable=True),
        sa.Column("etapes_jouees", JSONB(), nullable=False),
        sa.Column("accompagnement", sa.Text(), nullable=False),
        sa.Column("accompagnement_depuis", sa.Date(), nullable=True),
        sa.Column("orientations", JSONB(), nullable=False),
        sa.Column("fsl_en_cours", sa.Uuid(), nullable=True),
        sa.Column("regularise_le", sa.Date(), nullable=True),
        sa.Column("clos_le", sa.Date(), nullable=True),
        sa.Column("motif_cloture", sa.Text(), nullable=False),
        sa.Column("explications", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index(
        "dossier_ouvert_par_bail",
        "dossier_impaye",
        ["bail_id"],
        unique=True,
        postgresql_where=sa.text("phase <> 'CLOS'"),
    )
    op.create_index(op.f("ix_dossier_impaye_bail_id"), "dossier_impaye", ["bail_id"], unique=False)
    op.create_index(op.f("ix_dossier_impaye_phase"), "dossier_impaye", ["phase"], unique=False)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
