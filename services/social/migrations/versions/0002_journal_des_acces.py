"""Le journal des accès aux dossiers sociaux, que rien ne modifie après coup."""

import sqlalchemy as sa
from alembic import op

revision = "social_0002"
down_revision = "social_noyau_2"


def upgrade() -> None:
    op.create_table(
        "acces",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sub", sa.Text(), nullable=False),
        sa.Column("metiers", sa.Text(), nullable=False),
        sa.Column("mission_active", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("accorde", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_acces_dossier_id"), "acces", ["dossier_id"], unique=False)
    op.execute(
        """CREATE FUNCTION refuser_de_changer_un_acces() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION 'Un accès inscrit ne se modifie pas.'; END $$"""
    )
    op.execute(
        """CREATE TRIGGER acces_immuable BEFORE UPDATE ON acces
           FOR EACH ROW EXECUTE FUNCTION refuser_de_changer_un_acces()"""
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
