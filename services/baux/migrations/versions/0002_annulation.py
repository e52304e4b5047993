"""Date d'annulation d'un bail qui n'aboutit pas."""

import sqlalchemy as sa
from alembic import op

revision = "baux_0002"
down_revision = "baux_noyau_2"


def upgrade() -> None:
    op.add_column("bail", sa.Column("annule_le", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
