"""Congé, sortie et clôture d'un bail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "baux_0004"
down_revision = "baux_0003"


def upgrade() -> None:
    op.add_column("bail", sa.Column("conge", JSONB(), nullable=True))
    op.add_column("bail", sa.Column("sorti_le", sa.Date(), nullable=True))
    op.add_column("bail", sa.Column("clos_le", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
