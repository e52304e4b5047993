"""Un locataire a plusieurs baux : la projection en garde une ligne par bail, et sa date d'entrée."""

import sqlalchemy as sa
from alembic import op

revision = "gateway_0002"
down_revision = "gateway_noyau_2"


def upgrade() -> None:
    op.drop_constraint("locataire_bail_pkey", "locataire_bail", type_="primary")
    op.create_primary_key("locataire_bail_pkey", "locataire_bail", ["bail_id"])
    op.add_column("locataire_bail", sa.Column("active_le", sa.Date(), nullable=True))
    op.create_index(op.f("ix_locataire_bail_locataire_id"), "locataire_bail", ["locataire_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
