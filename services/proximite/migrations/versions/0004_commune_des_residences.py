"""La commune de chaque résidence, dont dépendent ses jours fériés."""

import sqlalchemy as sa
from alembic import op

revision = "proximite_0004"
down_revision = "proximite_0003"


def upgrade() -> None:
    op.create_table(
        "residence",
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("code_insee", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("residence_id"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
