"""Paiements bancaires : mandats, blocages, remises, prélèvements, relevés et leurs entrées."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_banque_1"
down_revision = "quittancement_cycle_1"


def racine() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
    ]


def _mandats() -> None:
    op.create_table(
        "banque_mandat",
        *racine(),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("rum", sa.Text(), nullable=False),
        sa.Column("ics", sa.Text(), nullable=False),
        sa.Column("titulaire", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), nullable=False),
        sa.Column("sequence_type", sa.Text(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("signe_le", sa.Date(), nullable=True),
        sa.Column("lieu", sa.Text(), nullable=False),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("preuve", sa.Text(), nullable=False),
        sa.Column("preavis_jours", sa.Integer(), nullable=False),
        sa.Column("derniere_presentation", sa.Date(), nullable=True),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bail_id"], ["compte.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rum"),
    )
    op.create_index(
        "banque_mandat_vivant",
        "banque_mandat",
        ["bail_id"],
        unique=True,
        postgresql_where=sa.text("statut IN ('SIGNE', 'ACTIF', 'SUSPENDU')"),
    )
    op.create_index("ix_banque_mandat_iban", "banque_mandat", ["iban"])
    op.create_table(
        "banque_blocage",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("depuis", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("bail_id", "code"),
    )
    op.create_table(
        "banque_compte_connu",
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["bail_id"], ["compte.id"]),
        sa.PrimaryKeyConstraint("iban", "bail_id"),
    )
    op.create_index(
        "banque_iban_virtuel",
        "banque_compte_connu",
        ["iban"],
        unique=True,
        postgresql_where=sa.text("genre = 'VIRTUEL'"),
    )


def _remises() -> None:
    op.create_table(
        "banque_remise",
        *racine(),
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("mois", sa.Text(), nullable=False),
        sa.Column("preleve_le", sa.Date(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("lots", sa.Integer(), nullable=False),
        sa.Column("preparee_par", sa.Text(), nullable=False),
        sa.Column("ecartes", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("remise_par", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("msg_id"),
    )
    op.create_table(
        "banque_prelevement",
        sa.Column("end_to_end_id", sa.Text(), nullable=False),
        sa.Column("remise_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("quittance_id", sa.Uuid(), nullable=False),
        sa.Column("mandat_id", sa.Uuid(), nullable=False),
        sa.Column("essai", sa.Integer(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("paiement_id", sa.Uuid(), nullable=True),
        sa.Column("retour", sa.Text(), nullable=False),
        sa.Column("retourne_le", sa.Date(), nullable=True),
        sa.Column("representer_le", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["remise_id"], ["banque_remise.id"]),
        sa.CheckConstraint("montant > 0", name="banque_prelevement_positif"),
        sa.PrimaryKeyConstraint("end_to_end_id"),
    )
    op.create_index(
        "banque_prelevement_en_cours",
        "banque_prelevement",
        ["quittance_id"],
        unique=True,
        postgresql_where=sa.text("statut IN ('PREPARE', 'REMIS', 'ACCEPTE', 'REGLE')"),
    )
    op.create_index("ix_banque_prelevement_remise_id", "banque_prelevement", ["remise_id"])
    op.create_index("ix_banque_prelevement_quittance_id", "banque_prelevement", ["quittance_id"])
    op.create_index("ix_banque_prelevement_mandat_id", "banque_prelevement", ["mandat_id"])


def _releves() -> None:
    op.create_table(
        "banque_releve",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("fichier", sa.Text(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("msg_id"),
    )
    op.create_table(
        "banque_tranche",
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("premiere_entree", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("compte_rendu", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["msg_id"], ["banque_releve.msg_id"]),
        sa.PrimaryKeyConstraint("msg_id", "premiere_entree"),
    )
    op.create_table(
        "banque_entree",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("compte", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("msg_id", sa.Text(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("end_to_end_id", sa.Text(), nullable=False),
        sa.Column("iban_emetteur", sa.Text(), nullable=False),
        sa.Column("emetteur", sa.Text(), nullable=False),
        sa.Column("libelle", sa.Text(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("regle", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=True),
        sa.Column("paiement_id", sa.Uuid(), nullable=True),
        sa.Column("suggestion", sa.Uuid(), nullable=True),
        sa.Column("decide_par", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("compte", "reference", "rang"),
    )
    op.create_index(
        "banque_entree_en_attente", "banque_entree", ["id"], postgresql_where=sa.text("statut = 'EN_ATTENTE'")
    )


def upgrade() -> None:
    _mandats()
    _remises()
    _releves()
    # Une somme reçue dont on ignore le bail va au 471 : son écriture n'a pas encore de bail.
    op.alter_column("ecriture", "bail_id", existing_type=sa.Uuid(), nullable=True)
    op.execute(
        """CREATE INDEX compte_reference_utile
               ON compte (left(regexp_replace(upper(reference), '[^0-9A-Z]', '', 'g'), 21))"""
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
