"""Le jour où un bon est annulé, et l'index des doublons d'une réclamation."""

import sqlalchemy as sa
from alembic import op

revision = "proximite_0003"
down_revision = "proximite_0002"


def upgrade() -> None:
    op.add_column("bon_travaux", sa.Column("annule_le", sa.Date(), nullable=True))
    op.create_index(op.f("ix_reclamation_parent_id"), "reclamation", ["parent_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
