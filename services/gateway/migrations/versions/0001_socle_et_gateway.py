"""Noyau de messagerie et tables du service gateway."""

import sqlalchemy as sa
from alembic import op

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "gateway_0001"
down_revision = None


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "journal_acces",
        sa.Column("numero", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("le", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("sub", sa.Text(), nullable=False),
        sa.Column("metiers", sa.Text(), nullable=False),
        sa.Column("locataire_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("numero"),
    )
    op.create_index(op.f("ix_journal_acces_locataire_id"), "journal_acces", ["locataire_id"], unique=False)
    op.create_table(
        "locataire_bail",
        sa.Column("locataire_id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("demande_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("signe_le", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("locataire_id"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
