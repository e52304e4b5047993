"""Tables des paiements bancaires et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, Uuid, text

from quittancement.adapters.orm import correspondances, metadata
from quittancement.domain.banque.compte_rendu import BilanDuCompteRendu
from quittancement.domain.banque.entree import CompteRendu, StatutEntree
from quittancement.domain.banque.extourne import Extourne, StatutExtourne
from quittancement.domain.banque.mandat import Mandat, Sequence, StatutMandat
from quittancement.domain.banque.prelevement import StatutPrelevement
from quittancement.domain.banque.remise import Blocage, EcartDeRemise, Remise, StatutRemise
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

mandats = Table(
    "banque_mandat",
    metadata,
    *racine(),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False),
    Column("rum", Text, nullable=False, unique=True),
    Column("ics", Text, nullable=False),
    Column("titulaire", Text, nullable=False),
    Column("iban", Text, nullable=False, index=True),
    Column("bic", Text, nullable=False),
    Column("sequence_type", TypeCode(Sequence), nullable=False),
    Column("statut", TypeCode(StatutMandat), nullable=False),
    Column("signe_le", Date),
    Column("lieu", Text, nullable=False),
    Column("canal", Text, nullable=False),
    Column("preuve", Text, nullable=False),
    Column("preavis_jours", Integer, nullable=False),
    Column("derniere_presentation", Date),
    Column("motif", Text, nullable=False),
    Column("representation_accordee", Boolean, nullable=False, server_default="false"),
    # Un bail n'a qu'un mandat en vigueur : la base le garantit.
    Index(
        "banque_mandat_vivant",
        "bail_id",
        unique=True,
        postgresql_where=text("statut IN ('SIGNE', 'ACTIF', 'SUSPENDU')"),
    ),
)

amendements = Table(
    "banque_amendement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mandat_id", Uuid, ForeignKey("banque_mandat.id"), nullable=False, index=True),
    Column("demande_le", Date, nullable=False),
    Column("par", Text, nullable=False),
    Column("preuve", Text, nullable=False),
    Column("rum_avant", Text, nullable=False, index=True),
    Column("ics_avant", Text, nullable=False),
    Column("iban_avant", Text, nullable=False),
    Column("bic_avant", Text, nullable=False),
    # Remise qui le porte à la banque ; vide tant qu'il attend.
    Column("remise_id", Uuid, ForeignKey("banque_remise.id"), index=True),
)

blocages = Table(
    "banque_blocage",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("code", TypeCode(Blocage), primary_key=True),
    Column("depuis", Date, nullable=False),
)

comptes_connus = Table(
    "banque_compte_connu",
    metadata,
    Column("iban", Text, primary_key=True),
    Column("bail_id", Uuid, ForeignKey("compte.id"), primary_key=True),
    Column("genre", Text, nullable=False),
    Index("banque_iban_virtuel", "iban", unique=True, postgresql_where=text("genre = 'VIRTUEL'")),
)

remises = Table(
    "banque_remise",
    metadata,
    *racine(),
    Column("msg_id", Text, nullable=False, unique=True),
    Column("mois", Text, nullable=False),
    Column("preleve_le", Date, nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("total", TypeMontant, nullable=False),
    Column("lots", Integer, nullable=False),
    Column("preparee_par", Text, nullable=False),
    Column("ecartes", TypeValeurs(list[EcartDeRemise]), nullable=False),
    Column("statut", TypeCode(StatutRemise), nullable=False),
    Column("remise_par", Text, nullable=False),
)

extournes = Table(
    "banque_extourne",
    metadata,
    *racine(),
    Column("msg_id", Text, nullable=False, unique=True),
    Column("remise_id", Uuid, ForeignKey("banque_remise.id"), nullable=False),
    Column("motif", Text, nullable=False),
    Column("demandee_le", Date, nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("total", TypeMontant, nullable=False),
    Column("preparee_par", Text, nullable=False),
    Column("ecartes", TypeValeurs(list[EcartDeRemise]), nullable=False),
    Column("statut", TypeCode(StatutExtourne), nullable=False),
    Column("remise_par", Text, nullable=False),
)

prelevements = Table(
    "banque_prelevement",
    metadata,
    Column("end_to_end_id", Text, primary_key=True),
    Column("remise_id", Uuid, ForeignKey("banque_remise.id"), nullable=False, index=True),
    Column("lot", Integer, nullable=False),
    Column("bail_id", Uuid, nullable=False),
    Column("quittance_id", Uuid, nullable=False, index=True),
    Column("mandat_id", Uuid, nullable=False, index=True),
    Column("essai", Integer, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("statut", TypeCode(StatutPrelevement), nullable=False),
    Column("paiement_id", Uuid),
    Column("retour", Text, nullable=False),
    Column("retourne_le", Date),
    Column("representer_le", Date),
    Column("rum", Text, nullable=False),
    Column("iban", Text, nullable=False),
    Column("bic", Text, nullable=False),
    Column("extourne_id", Uuid, ForeignKey("banque_extourne.id"), index=True),
    Column("extourne", Text, nullable=False, server_default=""),
    # Une échéance ne se présente pas deux fois à la fois.
    Index(
        "banque_prelevement_en_cours",
        "quittance_id",
        unique=True,
        postgresql_where=text("statut IN ('PREPARE', 'REMIS', 'ACCEPTE', 'REGLE')"),
    ),
)

releves = Table(
    "banque_releve",
    metadata,
    Column("msg_id", Text, primary_key=True),
    Column("fichier", Text, nullable=False),
    Column("recu_le", Date, nullable=False),
)

tranches = Table(
    "banque_tranche",
    metadata,
    Column("msg_id", Text, ForeignKey("banque_releve.msg_id"), primary_key=True),
    Column("premiere_entree", Integer, primary_key=True),
    Column("empreinte", Text, nullable=False),
    Column("compte_rendu", TypeValeurs(CompteRendu), nullable=False),
)

comptes_rendus = Table(
    "banque_compte_rendu",
    metadata,
    Column("msg_id", Text, primary_key=True),
    Column("remise_id", Uuid, ForeignKey("banque_remise.id"), nullable=False),
    Column("fichier", Text, nullable=False),
    Column("recu_le", Date, nullable=False),
)

tranches_de_compte_rendu = Table(
    "banque_compte_rendu_tranche",
    metadata,
    Column("msg_id", Text, ForeignKey("banque_compte_rendu.msg_id"), primary_key=True),
    Column("empreinte", Text, primary_key=True),
    Column("bilan", TypeValeurs(BilanDuCompteRendu), nullable=False),
)

entrees = Table(
    "banque_entree",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("compte", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("rang", Integer, nullable=False),
    Column("msg_id", Text, nullable=False),
    Column("le", Date, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("end_to_end_id", Text, nullable=False),
    Column("iban_emetteur", Text, nullable=False),
    Column("emetteur", Text, nullable=False),
    Column("libelle", Text, nullable=False),
    Column("statut", TypeCode(StatutEntree), nullable=False),
    Column("regle", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("bail_id", Uuid),
    Column("paiement_id", Uuid),
    Column("suggestion", Uuid),
    Column("decide_par", Text, nullable=False),
    # Une entrée d'un compte n'agit qu'une fois, quel que soit le fichier qui la porte.
    UniqueConstraint("compte", "reference", "rang"),
    Index("banque_entree_en_attente", "id", postgresql_where=text("statut IN ('EN_ATTENTE', 'A_REMBOURSER')")),
    Index("banque_entree_decidee", "paiement_id", postgresql_where=text("regle = 'DECISION'")),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if any(mapper.class_ is Mandat for mapper in correspondances.mappers):
        return
    correspondances.map_imperatively(Mandat, mandats, version_id_col=mandats.c.version)
    correspondances.map_imperatively(Remise, remises, version_id_col=remises.c.version)
    correspondances.map_imperatively(Extourne, extournes, version_id_col=extournes.c.version)
