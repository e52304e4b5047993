"""Retrouver la somme en attente d'où un paiement a été tiré."""

import sqlalchemy as sa
from alembic import op

revision = "quittancement_banque_2"
down_revision = "quittancement_droit_1"


def upgrade() -> None:
    op.create_index(
        "banque_entree_decidee", "banque_entree", ["paiement_id"], postgresql_where=sa.text("regle = 'DECISION'")
    )
    op.add_column("encaissement_loge", sa.Column("paiement_id", sa.Uuid(), nullable=True))
    op.create_unique_constraint("encaissement_loge_paiement_id_key", "encaissement_loge", ["paiement_id"])


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
