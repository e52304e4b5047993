"""Noyau de messagerie et tables du service proximite."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "proximite_0001"
down_revision = None


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "bon_travaux",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("reclamation_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("entreprise", sa.Text(), nullable=False),
        sa.Column("objet", sa.Text(), nullable=False),
        sa.Column("montant_ht", sa.BigInteger(), nullable=False),
        sa.Column("voie_achat", sa.Text(), nullable=False),
        sa.Column("commande_le", sa.Date(), nullable=False),
        sa.Column("acces", sa.Text(), nullable=False),
        sa.Column("acces_logement", sa.Boolean(), nullable=False),
        sa.Column("explications", JSONB(), nullable=False),
        sa.Column("subdivision", sa.Text(), nullable=True),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("prevu_le", sa.Date(), nullable=True),
        sa.Column("termine_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("compte_rendu", sa.Text(), nullable=False),
        sa.Column("motif_annulation", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
    )
    op.create_index(op.f("ix_bon_travaux_reclamation_id"), "bon_travaux", ["reclamation_id"], unique=False)
    op.create_index(op.f("ix_bon_travaux_residence_id"), "bon_travaux", ["residence_id"], unique=False)
    op.create_table(
        "occupation",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("locataire_id", sa.Uuid(), nullable=False),
        sa.Column("active_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("bail_id"),
    )
    op.create_table(
        "reclamation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("canal", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("categorie", JSONB(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("prioritaire", sa.Boolean(), nullable=False),
        sa.Column("acces", sa.Text(), nullable=False),
        sa.Column("ouverte_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgence", sa.Text(), nullable=False),
        sa.Column("imputation", sa.Text(), nullable=False),
        sa.Column("accuse_avant", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reponse_avant", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolution_avant", sa.DateTime(timezone=True), nullable=False),
        sa.Column("explications", JSONB(), nullable=False),
        sa.Column("subdivision", sa.Text(), nullable=True),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("motif_qualification", sa.Text(), nullable=False),
        sa.Column("qualifiee_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bons", JSONB(), nullable=False),
        sa.Column("resolue_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dans_les_delais", sa.Boolean(), nullable=True),
        sa.Column("cloturee_le", sa.DateTime(timezone=True), nullable=True),
        sa.Column("motif_cloture", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
    )
    op.create_index(op.f("ix_reclamation_bail_id"), "reclamation", ["bail_id"], unique=False)
    op.create_index(op.f("ix_reclamation_residence_id"), "reclamation", ["residence_id"], unique=False)
    op.create_index(op.f("ix_reclamation_statut"), "reclamation", ["statut"], unique=False)
    op.create_table(
        "registre",
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=False),
        sa.Column("dernier", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("nom", "annee"),
    )
    op.create_table(
        "urgence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("signalee_le", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lieu", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("numero"),
    )
    op.create_index(op.f("ix_urgence_residence_id"), "urgence", ["residence_id"], unique=False)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
