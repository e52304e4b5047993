"""Noyau de messagerie et tables du service social."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "social_0001"
down_revision = None


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "dossier_social",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_impaye_id", sa.Uuid(), nullable=True),
        sa.Column("motif_orientation", sa.Text(), nullable=False),
        sa.Column("oriente_le", sa.Date(), nullable=False),
        sa.Column("menage_informe", sa.Boolean(), nullable=False),
        sa.Column("accueillir_avant_le", sa.Date(), nullable=False),
        sa.Column("explications", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("referent", sa.Text(), nullable=True),
        sa.Column("propose_le", sa.Date(), nullable=True),
        sa.Column("refuse_le", sa.Date(), nullable=True),
        sa.Column("consentement_le", sa.Date(), nullable=True),
        sa.Column("support_consentement", sa.Text(), nullable=True),
        sa.Column("ouvert_le", sa.Date(), nullable=True),
        sa.Column("entretiens", JSONB(), nullable=False),
        sa.Column("clos_le", sa.Date(), nullable=True),
        sa.Column("motif_cloture", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_dossier_social_bail_id"), "dossier_social", ["bail_id"], unique=False)
    op.create_index(op.f("ix_dossier_social_referent"), "dossier_social", ["referent"], unique=False)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
