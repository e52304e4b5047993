"""Documents : plans d'apurement connus, accords à l'envoi électronique, date d'envoi d'un décompte."""

import sqlalchemy as sa
from alembic import op

revision = "quittancement_documents_1"
down_revision = "quittancement_livre_1"


def upgrade() -> None:
    op.create_table(
        "echeancier_connu",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("dette", sa.BigInteger(), nullable=False),
        sa.Column("mensualites", sa.Integer(), nullable=False),
        sa.Column("premiere_le", sa.Date(), nullable=True),
        sa.Column("rompu_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("plan_id"),
    )
    op.create_index("ix_echeancier_connu_bail_id", "echeancier_connu", ["bail_id"], unique=False)
    op.create_table(
        "accord_demat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("donne_le", sa.Date(), nullable=False),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("preuve", sa.Text(), nullable=False),
        sa.Column("recueilli_par", sa.Text(), nullable=False),
        sa.Column("retire_le", sa.Date(), nullable=True),
        sa.Column("retire_par", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bail_id"], ["compte.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_accord_demat_bail_id", "accord_demat", ["bail_id"], unique=False)
    op.create_index(
        "accord_demat_en_vigueur",
        "accord_demat",
        ["bail_id"],
        unique=True,
        postgresql_where=sa.text("retire_le IS NULL"),
    )
    op.add_column("charges_decompte", sa.Column("envoye_le", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
