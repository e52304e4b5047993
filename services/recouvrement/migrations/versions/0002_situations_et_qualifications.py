"""Situations des débiteurs, qualifications et signalements CAF des dossiers, locataire des baux suivis."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "recouvrement_0002"
down_revision = "recouvrement_noyau_2"


def upgrade() -> None:
    op.create_table(
        "situation_debiteur",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("debiteur_id", sa.Uuid(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("effet_le", sa.Date(), nullable=False),
        sa.Column("fin_le", sa.Date(), nullable=True),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("signalee_par", sa.Text(), nullable=False),
        sa.Column("signalee_a", sa.DateTime(timezone=True), nullable=False),
        sa.Column("levee_le", sa.Date(), nullable=True),
        sa.Column("piece_levee", sa.Text(), nullable=False),
        sa.Column("levee_par", sa.Text(), nullable=False),
        sa.Column("levee_a", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_situation_debiteur_bail_id"), "situation_debiteur", ["bail_id"], unique=False)
    op.create_index(op.f("ix_situation_debiteur_debiteur_id"), "situation_debiteur", ["debiteur_id"], unique=False)
    op.add_column("bail_suivi", sa.Column("locataire_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_bail_suivi_locataire_id"), "bail_suivi", ["locataire_id"], unique=False)
    for colonne in ("qualifications", "signalements_caf"):
        op.add_column("dossier_impaye", sa.Column(colonne, JSONB(), nullable=False, server_default="[]"))
        op.alter_column("dossier_impaye", colonne, server_default=None)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
