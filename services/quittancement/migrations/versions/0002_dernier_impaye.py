"""Le dernier impayé publié d'un compte : on ne republie que ce qui change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_0002"
down_revision = "quittancement_noyau_2"


def upgrade() -> None:
    op.add_column("compte", sa.Column("dernier_impaye", JSONB(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
