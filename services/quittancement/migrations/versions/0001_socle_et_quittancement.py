"""Noyau de messagerie et tables du service quittancement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from socle.technique.messagerie.schema import creer_noyau_v1

revision = "quittancement_0001"
down_revision = None

SOMME_NULLE = """
CREATE FUNCTION exiger_somme_nulle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(montant), 0) FROM jambe WHERE ecriture_id = NEW.ecriture_id) <> 0 THEN
        RAISE EXCEPTION 'écriture % déséquilibrée', NEW.ecriture_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER somme_nulle AFTER INSERT OR UPDATE ON jambe
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION exiger_somme_nulle();
CREATE FUNCTION refuser_modification() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'le grand livre ne se modifie pas : contrepassez' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ecriture_immuable BEFORE UPDATE OR DELETE ON ecriture FOR EACH ROW EXECUTE FUNCTION refuser_modification();
CREATE TRIGGER jambe_immuable BEFORE UPDATE OR DELETE ON jambe FOR EACH ROW EXECUTE FUNCTION refuser_modification();
"""


def upgrade() -> None:
    creer_noyau_v1(op)
    op.create_table(
        "compte",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("bail", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("droits", JSONB(), nullable=False),
        sa.Column("termes_impayes", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_table(
        "compteur",
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("prochain", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("nom"),
    )
    op.create_table(
        "decision_fsl",
        sa.Column("dossier_fsl_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("departement", sa.Text(), nullable=False),
        sa.Column("sens", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("termes_couverts", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("dossier_fsl_id"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("sujet_id", sa.Uuid(), nullable=False),
        sa.Column("nom_fichier", sa.Text(), nullable=False),
        sa.Column("chemin", sa.Text(), nullable=False),
        sa.Column("empreinte_sha256", sa.Text(), nullable=False),
        sa.Column("taille_octets", sa.BigInteger(), nullable=False),
        sa.Column("cree_le", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_document_sujet_id"), "document", ["sujet_id"], unique=False)
    op.create_table(
        "ecriture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journal", sa.Text(), nullable=False),
        sa.Column("piece", sa.Text(), nullable=False),
        sa.Column("date_comptable", sa.Date(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_ecriture_bail_id"), "ecriture", ["bail_id"], unique=False)
    op.create_table(
        "lot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("mois", sa.Text(), nullable=False),
        sa.Column("calcule_par", sa.Text(), nullable=False),
        sa.Column("nombre", sa.Integer(), nullable=False),
        sa.Column("total_net", sa.BigInteger(), nullable=False),
        sa.Column("empreinte", sa.Text(), nullable=False),
        sa.Column("ecartes", JSONB(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.Column("valide_par", sa.Text(), nullable=False),
        sa.Column("valide_le", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_lot_mois"), "lot", ["mois"], unique=False)
    op.create_table(
        "suivi",
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("referent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("bail_id"),
    )
    op.create_index(op.f("ix_suivi_referent"), "suivi", ["referent"], unique=False)
    op.create_table(
        "jambe",
        sa.Column("ecriture_id", sa.Uuid(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("compte", sa.Text(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("libelle", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ecriture_id"],
            ["ecriture.id"],
        ),
        sa.PrimaryKeyConstraint("ecriture_id", "rang"),
    )
    op.create_table(
        "paiement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("montant", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("recu_le", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("affectations", JSONB(), nullable=False),
        sa.Column("avance", sa.BigInteger(), nullable=False),
        sa.Column("ecart", sa.BigInteger(), nullable=False),
        sa.Column("dossier_fsl_id", sa.Uuid(), nullable=True),
        sa.Column("decision_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bail_id"],
            ["compte.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_paiement_bail_id"), "paiement", ["bail_id"], unique=False)
    op.create_table(
        "quittance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bail_id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("mois", sa.Text(), nullable=False),
        sa.Column("debut", sa.Date(), nullable=False),
        sa.Column("fin", sa.Date(), nullable=False),
        sa.Column("exigible_le", sa.Date(), nullable=False),
        sa.Column("limite_paiement_le", sa.Date(), nullable=False),
        sa.Column("lignes", JSONB(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("statut", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bail_id"],
            ["compte.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_quittance_bail_id"), "quittance", ["bail_id"], unique=False)
    op.create_index(op.f("ix_quittance_lot_id"), "quittance", ["lot_id"], unique=False)
    op.create_index("quittance_numero", "quittance", ["numero"], unique=True, postgresql_where=sa.text("numero <> ''"))
    op.create_index(
        "quittance_validee_par_mois",
        "quittance",
        ["bail_id", "mois"],
        unique=True,
        postgresql_where=sa.text("statut = 'VALIDEE'"),
    )
    op.execute("INSERT INTO compteur (nom, prochain) VALUES ('quittance', 1)")
    op.execute(SOMME_NULLE)


def downgrade() -> None:
    raise RuntimeError("On avance : étendre, puis resserrer dans une migration suivante.")
