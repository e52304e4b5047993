"""Maîtrise des consommations : compteurs, relevés, imports, climat, logements et occupants."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "quittancement_energie_1"
down_revision = "quittancement_charges_1"


def racine() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "energie_compteur",
        *racine(),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=True),
        sa.Column("fluide", sa.Text(), nullable=False),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("modulo", sa.BigInteger(), nullable=False),
        sa.Column("pose_le", sa.Date(), nullable=False),
        sa.Column("index_pose", sa.BigInteger(), nullable=False),
        sa.Column("depose_le", sa.Date(), nullable=True),
        sa.Column("index_depose", sa.BigInteger(), nullable=True),
        sa.Column("remplace_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("remplace_id"),
        sa.CheckConstraint("index_pose >= 0 AND index_pose < modulo", name="index_pose_au_cadran"),
    )
    op.create_index("ix_energie_compteur_residence_id", "energie_compteur", ["residence_id"])
    op.create_index("ix_energie_compteur_logement_id", "energie_compteur", ["logement_id"])
    op.create_table(
        "energie_releve",
        sa.Column("compteur_id", sa.Uuid(), nullable=False),
        sa.Column("le", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("index", sa.BigInteger(), nullable=False),
        sa.Column("qualite", sa.Text(), nullable=False),
        sa.Column("debit_nocturne", sa.Integer(), nullable=True),
        sa.Column("temperature", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["compteur_id"], ["energie_compteur.id"]),
        sa.PrimaryKeyConstraint("compteur_id", "le", "source"),
        sa.CheckConstraint("index >= 0", name="index_non_negatif"),
    )
    op.create_table(
        "energie_import",
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.Column("lignes", sa.Integer(), nullable=False),
        sa.Column("acceptes", sa.Integer(), nullable=False),
        sa.Column("doublons", sa.Integer(), nullable=False),
        sa.Column("ecartees", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("empreinte"),
        sa.CheckConstraint("lignes = acceptes + doublons + jsonb_array_length(ecartees)", name="somme_rapprochee"),
    )
    op.create_table(
        "energie_temperature",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("jour", sa.Date(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("maximum", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("station", "jour"),
    )
    op.create_table(
        "energie_site",
        *racine(),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("dju_reference", JSONB(), nullable=False),
        sa.Column("coefficients_gaz", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "energie_logement",
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("typologie", sa.Text(), nullable=False),
        sa.Column("surface_dm2", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("logement_id"),
    )
    op.create_index("ix_energie_logement_residence_id", "energie_logement", ["residence_id"])
    op.create_table(
        "energie_occupation",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("du", sa.Date(), nullable=False),
        sa.Column("au", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("bail_id"),
    )
    op.create_index("ix_energie_occupation_logement_id", "energie_occupation", ["logement_id"])
    op.create_index("ix_energie_occupation_residence_id", "energie_occupation", ["residence_id"])
    op.create_table(
        "energie_alerte",
        *racine(),
        sa.Column("compteur_id", sa.Uuid(), nullable=False),
        sa.Column("residence_id", sa.Uuid(), nullable=False),
        sa.Column("logement_id", sa.Uuid(), nullable=True),
        sa.Column("bail_id", sa.Uuid(), nullable=True),
        sa.Column("fluide", sa.Text(), nullable=False),
        sa.Column("regle", sa.Text(), nullable=False),
        sa.Column("du", sa.Date(), nullable=False),
        sa.Column("au", sa.Date(), nullable=False),
        sa.Column("grave", sa.Boolean(), nullable=False),
        sa.Column("explication", JSONB(), nullable=False),
        sa.Column("detectee_le", sa.Date(), nullable=False),
        sa.Column("informer_avant", sa.Date(), nullable=False),
        sa.Column("reparer_avant", sa.Date(), nullable=True),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("etapes", JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["compteur_id"], ["energie_compteur.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_energie_alerte_residence_id", "energie_alerte", ["residence_id"])
    op.create_index("ix_energie_alerte_bail_id", "energie_alerte", ["bail_id"])


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
