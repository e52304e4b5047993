"""Chèques et bordereaux de remise ; espèces des loges et leurs remises."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_caisse_1"
down_revision = "quittancement_sepa_1"


def racine() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
    ]


def _bordereaux() -> None:
    op.create_table(
        "bordereau_cheques",
        *racine(),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("banque", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("etabli_le", sa.Date(), nullable=False),
        sa.Column("etabli_par", sa.Text(), nullable=False),
        sa.Column("ecartes", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("remis_le", sa.Date(), nullable=True),
        sa.Column("remis_par", sa.Text(), nullable=False),
        sa.Column("credite_le", sa.Date(), nullable=True),
        sa.Column("credite", sa.BigInteger(), nullable=True),
        sa.Column("entree_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
        sa.UniqueConstraint("entree_id"),
    )


def _cheques() -> None:
    op.create_table(
        "cheque",
        *racine(),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("paiement_id", sa.Uuid(), nullable=False),
        sa.Column("tireur", sa.Text(), nullable=False),
        sa.Column("tiers", sa.Boolean(), nullable=False),
        sa.Column("banque", sa.Text(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("cle", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("emis_le", sa.Date(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.Column("valable_jusqu_au", sa.Date(), nullable=False),
        sa.Column("remettre_avant", sa.Date(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("bordereau_id", sa.Uuid(), nullable=True),
        sa.Column("impaye_le", sa.Date(), nullable=True),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bail_id"], ["compte.id"]),
        sa.ForeignKeyConstraint(["bordereau_id"], ["bordereau_cheques.id"]),
        sa.CheckConstraint("montant > 0", name="cheque_positif"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("paiement_id"),
    )
    for colonne in ("bail_id", "bordereau_id"):
        op.create_index(f"ix_cheque_{colonne}", "cheque", [colonne])
    op.create_index(
        "cheque_vivant", "cheque", ["cle"], unique=True, postgresql_where=sa.text("statut NOT IN ('IMPAYE', 'ANNULE')")
    )
    op.create_index(
        "cheque_a_remettre",
        "cheque",
        ["remettre_avant"],
        postgresql_where=sa.text("statut IN ('RECU', 'ENDOSSE', 'AU_BORDEREAU')"),
    )


def _especes() -> None:
    op.create_table(
        "encaissement_loge",
        *racine(),
        sa.Column("caisse_id", sa.Uuid(), nullable=False),
        sa.Column("loge", sa.Text(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("mois", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("encaisse_le", sa.Date(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("decide_par", sa.Text(), nullable=False),
        sa.CheckConstraint("montant > 0", name="encaissement_loge_positif"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_encaissement_loge_bail_id", "encaissement_loge", ["bail_id"])
    op.create_index(
        "encaissement_loge_en_attente",
        "encaissement_loge",
        ["id"],
        postgresql_where=sa.text("statut = 'EN_ATTENTE'"),
    )
    op.create_table(
        "remise_especes",
        *racine(),
        sa.Column("loge", sa.Text(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("ecart", sa.BigInteger(), nullable=True),
        sa.Column("bordereau", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("transportee_le", sa.Date(), nullable=True),
        sa.Column("credite", sa.BigInteger(), nullable=True),
        sa.Column("creditee_le", sa.Date(), nullable=True),
        sa.Column("entree_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("entree_id"),
    )


def upgrade() -> None:
    _bordereaux()
    _cheques()
    _especes()


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
