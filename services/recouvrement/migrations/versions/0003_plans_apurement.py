"""Plans d'apurement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "recouvrement_0003"
down_revision = "recouvrement_0002"


def upgrade() -> None:
    op.create_table(
        "plan_apurement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("dette", sa.BigInteger(), nullable=False),
        sa.Column("termes", JSONB(), nullable=False),
        sa.Column("mensualites", JSONB(), nullable=False),
        sa.Column("propose_le", sa.Date(), nullable=False),
        sa.Column("propose_par", sa.Text(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("signe_le", sa.Date(), nullable=True),
        sa.Column("signe_par", sa.Text(), nullable=False),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("fini_le", sa.Date(), nullable=True),
        sa.Column("explications", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_plan_apurement_dossier_id"), "plan_apurement", ["dossier_id"], unique=False)
    op.create_index(
        "plan_en_cours_par_dossier",
        "plan_apurement",
        ["dossier_id"],
        unique=True,
        postgresql_where=sa.text("statut IN ('SIGNE', 'ACTIF', 'INCIDENT')"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
