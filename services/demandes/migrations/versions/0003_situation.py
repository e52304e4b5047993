"""Situation actuelle, actualisations et contrôle de la déclaration : ce que la cotation regarde."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "demandes_0003"
down_revision = "demandes_0002"


def upgrade() -> None:
    # Les demandes d'avant n'ont rien renseigné.
    op.add_column("demande", sa.Column("situation", JSONB(), nullable=False, server_default="{}"))
    op.alter_column("demande", "situation", server_default=None)
    op.add_column("demande", sa.Column("actualisee_le", sa.Date(), nullable=True))
    op.add_column("demande", sa.Column("origine_actualisation", sa.Text(), nullable=True))
    op.add_column("demande", sa.Column("declaration_fausse", sa.Boolean(), nullable=True))
    op.add_column("demande", sa.Column("declaration_controlee_le", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
