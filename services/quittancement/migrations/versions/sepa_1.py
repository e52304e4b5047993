"""Suite du prélèvement : comptes rendus de remise (pain.002)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_sepa_1"
down_revision = "quittancement_documents_1"


def _comptes_rendus() -> None:
    op.create_table(
        "banque_compte_rendu",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("remise_id", sa.Uuid(), nullable=False),
        sa.Column("fichier", sa.Text(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["remise_id"], ["banque_remise.id"]),
        sa.PrimaryKeyConstraint("msg_id"),
    )
    op.create_table(
        "banque_compte_rendu_tranche",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("bilan", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["msg_id"], ["banque_compte_rendu.msg_id"]),
        sa.PrimaryKeyConstraint("msg_id", "empreinte"),
    )


def upgrade() -> None:
    _comptes_rendus()


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
