"""Le net et le reste d'une quittance n'ont plus de valeur par défaut : les oublier se voit."""

from alembic import op

revision = "quittancement_droit_1"
down_revision = "quittancement_lignes_1"


def upgrade() -> None:
    for total in ("net", "reste"):
        op.alter_column("quittance", total, server_default=None)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
