"""Tables des charges et leur correspondance avec le domaine. Lots, dépenses et parts s'écrivent sans l'ORM."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from quittancement.adapters.orm import correspondances, metadata
from quittancement.domain.campagne_charges import CampagneCharges, StatutCampagne
from quittancement.domain.charges.cles import Cle
from quittancement.domain.charges.decompte import Decompte, StatutDecompte
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

campagnes = Table(
    "charges_campagne",
    metadata,
    *racine(),
    Column("libelle", Text, nullable=False),
    Column("debut", Date, nullable=False),
    Column("fin", Date, nullable=False),
    Column("cles", TypeValeurs(list[Cle]), nullable=False),
    Column("statut", TypeCode(StatutCampagne), nullable=False),
    Column("arretee_par", Text, nullable=False),
    Column("controlee_par", Text, nullable=False),
    Column("engage", TypeMontant, nullable=False),
    Column("recuperable", TypeMontant, nullable=False),
    Column("quotes_parts", TypeMontant, nullable=False),
    Column("provisions", TypeMontant, nullable=False),
    Column("decomptes", Integer, nullable=False),
    Column("notifiee_le", Date),
    Column("imputable_des", Date),
    Column("pieces_jusqu_au", Date),
)

depenses = Table(
    "charges_depense",
    metadata,
    Column("campagne_id", Uuid, ForeignKey("charges_campagne.id"), primary_key=True),
    Column("reference", Text, primary_key=True),
    Column("groupe", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("perimetre", Text, nullable=False),
    Column("cle", Text, nullable=False),
    Column("montant", BigInteger, nullable=False),
    Column("recuperable", BigInteger, nullable=False),
    Column("service_le", Date, nullable=False),
    Column("quantite", BigInteger, nullable=False),
    Index("charges_depense_du_groupe", "campagne_id", "groupe"),
)

lots_charges = Table(
    "charges_lot",
    metadata,
    Column("campagne_id", Uuid, ForeignKey("charges_campagne.id"), primary_key=True),
    Column("reference", Text, primary_key=True),
    Column("groupe", Text, nullable=False),
    Column("emplacement", Text, nullable=False),
    Column("poids", JSONB, nullable=False),
    Column("occupations", JSONB, nullable=False),
    Column("hors_perimetre", Boolean, nullable=False),
    Index("charges_lot_du_groupe", "campagne_id", "groupe"),
)

tranches = Table(
    "charges_tranche",
    metadata,
    Column("campagne_id", Uuid, ForeignKey("charges_campagne.id"), primary_key=True),
    Column("groupe", Text, primary_key=True),
    # Vide : le groupe est réparti ; sinon le refus qui l'a mis de côté.
    Column("code", Text, nullable=False),
    Column("champ", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("essais", Integer, nullable=False),
)

parts = Table(
    "charges_part",
    metadata,
    Column("campagne_id", Uuid, nullable=False),
    Column("groupe", Text, nullable=False),
    Column("depense", Text, nullable=False),
    Column("volet", Text, nullable=False),
    Column("lot", Text, nullable=False),
    # Absent : vacance ou lot hors périmètre, à la charge du bailleur.
    Column("bail_id", Uuid),
    Column("montant", BigInteger, nullable=False),
    Index("charges_part_du_bail", "campagne_id", "bail_id"),
    Index("charges_part_de_la_depense", "campagne_id", "depense"),
)

decomptes = Table(
    "charges_decompte",
    metadata,
    Column("campagne_id", Uuid, ForeignKey("charges_campagne.id"), primary_key=True),
    Column("bail_id", Uuid, primary_key=True),
    Column("groupe", Text, nullable=False),
    Column("lot", Text, nullable=False),
    Column("jours", Integer, nullable=False),
    Column("quote_part", TypeMontant, nullable=False),
    Column("provisions", TypeMontant, nullable=False),
    Column("parti", Boolean, nullable=False),
    Column("statut", TypeCode(StatutDecompte), nullable=False),
    Column("retenu", TypeMontant),
    Column("mensualites", Integer, nullable=False),
    Column("conteste_par", Text, nullable=False),
    Column("code_ecart", Text, nullable=False),
    Column("motif_ecart", Text, nullable=False),
    Column("essais", Integer, nullable=False),
    Column("envoye_le", Date),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if any(mapper.class_ is CampagneCharges for mapper in correspondances.mappers):
        return
    correspondances.map_imperatively(CampagneCharges, campagnes, version_id_col=campagnes.c.version)
    correspondances.map_imperatively(Decompte, decomptes)
