"""Référent d'une demande : qui lit ce qui dit la santé, le handicap ou des violences."""

import sqlalchemy as sa
from alembic import op

revision = "demandes_0002"
down_revision = "demandes_noyau_2"


def upgrade() -> None:
    op.add_column("demande", sa.Column("referent", sa.Text(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
