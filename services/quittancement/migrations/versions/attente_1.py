"""Une somme au 471 peut être à rembourser : elle reste dans la file de ce qui attend."""

import sqlalchemy as sa
from alembic import op

revision = "quittancement_attente_1"
down_revision = "quittancement_banque_2"


def upgrade() -> None:
    op.drop_index("banque_entree_en_attente", "banque_entree")
    op.create_index(
        "banque_entree_en_attente",
        "banque_entree",
        ["id"],
        postgresql_where=sa.text("statut IN ('EN_ATTENTE', 'A_REMBOURSER')"),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
