"""Contrepassations à quatre yeux, et date d'annulation d'un paiement."""

import sqlalchemy as sa
from alembic import op

revision = "quittancement_0003"
down_revision = "quittancement_0002"


def upgrade() -> None:
    op.add_column("paiement", sa.Column("contrepasse_le", sa.Date(), nullable=True))
    op.create_table(
        "contrepassation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("objet", sa.Text(), nullable=False),
        sa.Column("objet_id", sa.Uuid(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("proposee_par", sa.Text(), nullable=False),
        sa.Column("proposee_le", sa.Date(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("decidee_par", sa.Text(), nullable=False),
        sa.Column("decidee_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["bail_id"], ["compte.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_contrepassation_bail_id"), "contrepassation", ["bail_id"], unique=False)
    op.create_index(
        "contrepassation_en_attente",
        "contrepassation",
        ["objet_id"],
        unique=True,
        postgresql_where=sa.text("statut = 'PROPOSEE'"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
