"""Noyau de messagerie, patrimoine, baux."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "baux_0001"
down_revision = None


def racine() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
    ]


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "residence",
        *racine(),
        *(
            sa.Column(nom, sa.Text, nullable=False)
            for nom in ("nom", "adresse", "code_postal", "commune", "code_insee", "zone", "zone_abc")
        ),
        sa.Column("quartier_prioritaire", sa.Boolean, nullable=False),
    )
    op.create_table(
        "logement",
        *racine(),
        sa.Column("residence_id", sa.Uuid, sa.ForeignKey("residence.id"), nullable=False, index=True),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("typologie", sa.Text, nullable=False),
        sa.Column("nombre_pieces", sa.Integer, nullable=False),
        sa.Column("surface_habitable_dm2", sa.Integer, nullable=False),
        sa.Column("surface_utile_dm2", sa.Integer, nullable=False),
        sa.Column("etage", sa.Integer, nullable=False),
        sa.Column("accessible_pmr", sa.Boolean, nullable=False),
        sa.Column("financement", sa.Text, nullable=False),
        sa.Column("convention_apl", sa.Text, nullable=False),
        sa.Column("loyer_principal", sa.BigInteger, nullable=False),
        sa.Column("loyer_maximum", sa.BigInteger, nullable=False),
        sa.Column("provision_charges", sa.BigInteger, nullable=False),
        sa.Column("dpe", sa.Text, nullable=False),
        sa.Column("statut", sa.Text, nullable=False),
        sa.Column("disponible_le", sa.Date),
    )
    op.create_table(
        "bail",
        *racine(),
        sa.Column("reference", sa.Text, nullable=False, unique=True),
        sa.Column("logement_id", sa.Uuid, sa.ForeignKey("logement.id"), nullable=False, index=True),
        sa.Column("residence_id", sa.Uuid, nullable=False, index=True),
        sa.Column("locataire_id", sa.Uuid, nullable=False, index=True),
        sa.Column("demande_id", sa.Uuid, nullable=False),
        sa.Column("offre_id", sa.Uuid, nullable=False, index=True),
        sa.Column("titulaires", JSONB, nullable=False),
        sa.Column("date_effet", sa.Date, nullable=False),
        sa.Column("loyer_principal", sa.BigInteger, nullable=False),
        sa.Column("loyer_maximum", sa.BigInteger, nullable=False),
        sa.Column("provision_charges", sa.BigInteger, nullable=False),
        sa.Column("depot_garantie", sa.BigInteger, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("financement", sa.Text, nullable=False),
        sa.Column("mode_prorata", sa.Text, nullable=False),
        sa.Column("terme", sa.Text, nullable=False),
        sa.Column("annexes", JSONB, nullable=False),
        sa.Column("explications", JSONB, nullable=False),
        sa.Column("statut", sa.Text, nullable=False),
        sa.Column("date_fin", sa.Date),
        sa.Column("signe_le", sa.Date),
        sa.Column("active_le", sa.Date),
        sa.Column("assurances", JSONB, nullable=False),
        sa.Column("etats_des_lieux", JSONB, nullable=False),
    )
    op.create_index(
        "bail_vivant_par_logement",
        "bail",
        ["logement_id"],
        unique=True,
        postgresql_where=sa.text("statut IN ('PREPARE', 'SIGNE', 'ACTIF', 'PREAVIS')"),
    )
    op.create_table(
        "proposition",
        sa.Column("offre_id", sa.Uuid, primary_key=True),
        sa.Column("logement_id", sa.Uuid, nullable=False),
        sa.Column("demande_id", sa.Uuid, nullable=False),
        sa.Column("acceptee_le", sa.Date, nullable=False),
    )
    op.create_table(
        "demande_radiee",
        sa.Column("demande_id", sa.Uuid, primary_key=True),
        sa.Column("motif", sa.Text, nullable=False),
        sa.Column("radiee_le", sa.Date, nullable=False),
    )


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
