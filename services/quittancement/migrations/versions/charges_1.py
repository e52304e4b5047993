"""Campagnes de charges : dépenses, lots, parts, décomptes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_charges_1"
down_revision = "quittancement_0003"


def _campagne() -> None:
    op.create_table(
        "charges_campagne",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("libelle", sa.Text(), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        sa.Column("cles", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("arretee_par", sa.Text(), nullable=False),
        sa.Column("controlee_par", sa.Text(), nullable=False),
        sa.Column("engage", sa.BigInteger(), nullable=False),
        sa.Column("recuperable", sa.BigInteger(), nullable=False),
        sa.Column("quotes_parts", sa.BigInteger(), nullable=False),
        sa.Column("provisions", sa.BigInteger(), nullable=False),
        sa.Column("decomptes", sa.Integer(), nullable=False),
        sa.Column("notifiee_le", sa.Date(), nullable=True),
        sa.Column("imputable_des", sa.Date(), nullable=True),
        sa.Column("pieces_jusqu_au", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _entrees() -> None:
    op.create_table(
        "charges_depense",
        sa.Column("campagne_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("groupe", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("perimetre", sa.Text(), nullable=False),
        sa.Column("cle", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("recuperable", sa.BigInteger(), nullable=False),
        sa.Column("service_le", sa.Date(), nullable=False),
        sa.Column("quantite", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campagne_id"], ["charges_campagne.id"]),
        sa.PrimaryKeyConstraint("campagne_id", "reference"),
    )
    op.create_index("charges_depense_du_groupe", "charges_depense", ["campagne_id", "groupe"])
    op.create_table(
        "charges_lot",
        sa.Column("campagne_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("groupe", sa.Text(), nullable=False),
        sa.Column("emplacement", sa.Text(), nullable=False),
        sa.Column("poids", JSONB(), nullable=False),
        sa.Column("occupations", JSONB(), nullable=False),
        sa.Column("hors_perimetre", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campagne_id"], ["charges_campagne.id"]),
        sa.PrimaryKeyConstraint("campagne_id", "reference"),
    )
    op.create_index("charges_lot_du_groupe", "charges_lot", ["campagne_id", "groupe"])


def _sorties() -> None:
    op.create_table(
        "charges_tranche",
        sa.Column("campagne_id", sa.Uuid(), nullable=False),
        sa.Column("groupe", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("champ", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("essais", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campagne_id"], ["charges_campagne.id"]),
        sa.PrimaryKeyConstraint("campagne_id", "groupe"),
    )
    op.create_table(
        "charges_part",
        sa.Column("campagne_id", sa.Uuid(), nullable=False),
        sa.Column("groupe", sa.Text(), nullable=False),
        sa.Column("depense", sa.Text(), nullable=False),
        sa.Column("volet", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=True),
        sa.Column("montant", sa.BigInteger(), nullable=False),
    )
    op.create_index("charges_part_du_bail", "charges_part", ["campagne_id", "bail_id"])
    op.create_index("charges_part_de_la_depense", "charges_part", ["campagne_id", "depense"])
    op.create_table(
        "charges_decompte",
        sa.Column("campagne_id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("groupe", sa.Text(), nullable=False),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("jours", sa.Integer(), nullable=False),
        sa.Column("quote_part", sa.BigInteger(), nullable=False),
        sa.Column("provisions", sa.BigInteger(), nullable=False),
        sa.Column("parti", sa.Boolean(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("retenu", sa.BigInteger(), nullable=True),
        sa.Column("mensualites", sa.Integer(), nullable=False),
        sa.Column("conteste_par", sa.Text(), nullable=False),
        sa.Column("code_ecart", sa.Text(), nullable=False),
        sa.Column("motif_ecart", sa.Text(), nullable=False),
        sa.Column("essais", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campagne_id"], ["charges_campagne.id"]),
        sa.PrimaryKeyConstraint("campagne_id", "bail_id"),
    )


def upgrade() -> None:
    _campagne()
    _entrees()
    _sorties()


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
