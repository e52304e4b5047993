"""Date de l'avis qui précède une radiation (CCH R441-2-8 c et d) : la preuve que son délai a couru."""

import sqlalchemy as sa
from alembic import op

revision = "demandes_0004"
down_revision = "demandes_0003"


def upgrade() -> None:
    op.add_column("demande", sa.Column("avis_radiation_le", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
