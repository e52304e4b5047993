"""Le rendez-vous d'un bon est un créneau, plus un jour : minuit, à Paris, pour ceux dont on n'a pas gardé l'heure."""

import sqlalchemy as sa
from alembic import op

revision = "proximite_0002"
down_revision = "proximite_noyau_2"


def upgrade() -> None:
    op.alter_column(
        "bon_travaux",
        "prevu_le",
        type_=sa.DateTime(timezone=True),
        postgresql_using="prevu_le::timestamp AT TIME ZONE 'Europe/Paris'",
    )
    op.add_column("bon_travaux", sa.Column("prevu_fin", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
