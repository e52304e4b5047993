"""Hauteur et volume d'un logement : l'autre façon d'être décent (décret 2002-120, art. 4)."""

import sqlalchemy as sa
from alembic import op

revision = "baux_0003"
down_revision = "baux_0002"


def upgrade() -> None:
    op.add_column("logement", sa.Column("hauteur_sous_plafond_cm", sa.Integer(), nullable=True))
    op.add_column("logement", sa.Column("volume_habitable_dm3", sa.Integer(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
