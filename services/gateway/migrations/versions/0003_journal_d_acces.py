"""Le journal d'accès nomme ce qui a été vu, et la base refuse de le modifier."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "gateway_0003"
down_revision = "gateway_0002"

IMMUABLE = """
CREATE FUNCTION journal_acces_immuable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal d''accès ne se modifie ni ne s''efface.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER journal_acces_immuable BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_acces
    FOR EACH STATEMENT EXECUTE FUNCTION journal_acces_immuable();
"""


def upgrade() -> None:
    for nom, defaut in (
        ("mission_active", ""),
        ("role_technique", ""),
        ("action", "LIRE"),
        ("ressource", "locataires/vue-360"),
        ("objet", ""),
        ("trace_id", ""),
    ):
        op.add_column("journal_acces", sa.Column(nom, sa.Text(), nullable=False, server_default=defaut))
    op.add_column("journal_acces", sa.Column("cartes", ARRAY(sa.Text()), nullable=False, server_default="{}"))
    op.alter_column("journal_acces", "locataire_id", nullable=True)
    op.create_index(op.f("ix_journal_acces_sub"), "journal_acces", ["sub"], unique=False)
    op.create_index(op.f("ix_journal_acces_le"), "journal_acces", ["le"], unique=False)
    op.execute(IMMUABLE)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
