"""Grand livre : gels et plans d'un compte, alertes de prescription, date de valeur d'une écriture."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_livre_1"
down_revision = "quittancement_banque_1"


def _comptes() -> None:
    op.add_column("compte", sa.Column("protections", JSONB(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column("compte", sa.Column("alertes_prescription", JSONB(), nullable=False, server_default=sa.text("'[]'")))
    # Les termes assez anciens pour se prescrire se cherchent chaque jour : seuls les termes dus y sont.
    op.create_index(
        "quittance_due_par_exigibilite",
        "quittance",
        ["exigible_le"],
        postgresql_where=sa.text("statut = 'VALIDEE' AND reste > 0"),
    )


def upgrade() -> None:
    _comptes()
    op.add_column("ecriture", sa.Column("date_valeur", sa.Date(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
