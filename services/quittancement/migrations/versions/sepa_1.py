"""Suite du prélèvement : comptes rendus de remise (pain.002), amendements des mandats, extournes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_sepa_1"
down_revision = "quittancement_documents_1"


def _comptes_rendus() -> None:
    op.create_table(
        "banque_compte_rendu",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("remise_id", sa.Uuid(), nullable=False),
        sa.Column("fichier", sa.Text(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["remise_id"], ["banque_remise.id"]),
        sa.PrimaryKeyConstraint("msg_id"),
    )
    op.create_table(
        "banque_compte_rendu_tranche",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("bilan", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["msg_id"], ["banque_compte_rendu.msg_id"]),
        sa.PrimaryKeyConstraint("msg_id", "empreinte"),
    )


def _mandats() -> None:
    op.add_column(
        "banque_mandat", sa.Column("representation_accordee", sa.Boolean(), nullable=False, server_default="false")
    )
    op.create_table(
        "banque_amendement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mandat_id", sa.Uuid(), nullable=False),
        sa.Column("demande_le", sa.Date(), nullable=False),
        sa.Column("par", sa.Text(), nullable=False),
        sa.Column("preuve", sa.Text(), nullable=False),
        sa.Column("rum_avant", sa.Text(), nullable=False),
        sa.Column("ics_avant", sa.Text(), nullable=False),
        sa.Column("iban_avant", sa.Text(), nullable=False),
        sa.Column("bic_avant", sa.Text(), nullable=False),
        sa.Column("remise_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["mandat_id"], ["banque_mandat.id"]),
        sa.ForeignKeyConstraint(["remise_id"], ["banque_remise.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for colonne in ("mandat_id", "rum_avant", "remise_id"):
        op.create_index(f"ix_banque_amendement_{colonne}", "banque_amendement", [colonne])
    # Un prélèvement garde le compte et la RUM qu'il a présentés : ceux du mandat, jusqu'ici immuables.
    for colonne in ("rum", "iban", "bic"):
        op.add_column("banque_prelevement", sa.Column(colonne, sa.Text(), nullable=True))
    op.execute(
        """UPDATE banque_prelevement p SET rum = m.rum, iban = m.iban, bic = m.bic
             FROM banque_mandat m WHERE m.id = p.mandat_id"""
    )
    for colonne in ("rum", "iban", "bic"):
        op.alter_column("banque_prelevement", colonne, existing_type=sa.Text(), nullable=False)


def _extournes() -> None:
    op.create_table(
        "banque_extourne",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("remise_id", sa.Uuid(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("demandee_le", sa.Date(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("preparee_par", sa.Text(), nullable=False),
        sa.Column("ecartes", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("remise_par", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["remise_id"], ["banque_remise.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("msg_id"),
    )
    op.add_column("banque_prelevement", sa.Column("extourne_id", sa.Uuid(), nullable=True))
    op.add_column("banque_prelevement", sa.Column("extourne", sa.Text(), nullable=False, server_default=""))
    op.create_foreign_key(None, "banque_prelevement", "banque_extourne", ["extourne_id"], ["id"])
    op.create_index("ix_banque_prelevement_extourne_id", "banque_prelevement", ["extourne_id"])


def upgrade() -> None:
    _comptes_rendus()
    _mandats()
    _extournes()


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
