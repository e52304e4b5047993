"""Les autres baux du débiteur qu'une situation vise."""

import sqlalchemy as sa
from alembic import op

revision = "recouvrement_0004"
down_revision = "recouvrement_0003"


def upgrade() -> None:
    op.add_column(
        "situation_debiteur",
        sa.Column("autres_baux", sa.ARRAY(sa.Uuid()), nullable=False, server_default=sa.text("'{}'")),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
