"""Les caisses de loge et leurs encaissements en espèces."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "proximite_caisse_1"
down_revision = "proximite_0004"


def upgrade() -> None:
    op.create_table(
        "caisse",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("loge", sa.Text(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("ouverte_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ouverte_par", sa.Text(), nullable=False),
        sa.Column("fond", sa.BigInteger(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("encaisse", sa.BigInteger(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("encaisseurs", JSONB(), nullable=False),
        sa.Column("compte", sa.BigInteger(), nullable=True),
        sa.Column("comptage", JSONB(), nullable=False),
        sa.Column("comptee_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comptee_par", sa.Text(), nullable=False),
        sa.Column("ecart", sa.BigInteger(), nullable=True),
        sa.Column("ecart_a_alerter", sa.Boolean(), nullable=False),
        sa.Column("vise_par", sa.Text(), nullable=False),
        sa.Column("motif_ecart", sa.Text(), nullable=False),
        sa.Column("remettre_avant", sa.Date(), nullable=True),
        sa.Column("bordereau", sa.Text(), nullable=False),
        sa.Column("scelle", sa.Text(), nullable=False),
        sa.Column("remise", sa.BigInteger(), nullable=True),
        sa.Column("coupures_remises", JSONB(), nullable=False),
        sa.Column("preparee_par", sa.Text(), nullable=False),
        sa.Column("transporteur", sa.Text(), nullable=False),
        sa.Column("transportee_le", sa.Date(), nullable=True),
        sa.Column("validee_par", sa.Text(), nullable=False),
        sa.Column("credite", sa.BigInteger(), nullable=True),
        sa.Column("creditee_le", sa.Date(), nullable=True),
        sa.Column("close_par", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
    )
    op.create_index(op.f("ix_caisse_residence_id"), "caisse", ["residence_id"])
    op.create_index("caisse_ouverte", "caisse", ["loge"], unique=True, postgresql_where=sa.text("statut = 'OUVERTE'"))
    op.create_index(
        "caisse_bordereau", "caisse", ["bordereau"], unique=True, postgresql_where=sa.text("bordereau <> ''")
    )
    op.create_table(
        "encaissement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("caisse_id", sa.Uuid(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("mois", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("encaisse_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("par", sa.Text(), nullable=False),
        sa.Column("sans_compte", sa.Boolean(), nullable=False),
        sa.Column("justificatif", sa.Text(), nullable=False),
        sa.Column("annule_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("annule_par", sa.Text(), nullable=False),
        sa.Column("motif_annulation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["caisse_id"], ["caisse.id"]),
        sa.CheckConstraint("montant > 0", name="encaissement_positif"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
    )
    op.create_index(op.f("ix_encaissement_caisse_id"), "encaissement", ["caisse_id"])
    op.create_index("encaissement_de_la_dette", "encaissement", ["bail_id", "mois"])


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
