"""Tables des chèques et des caisses de loge, et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid, text

from quittancement.adapters.orm import correspondances, metadata
from quittancement.domain.caisse.bordereau import Bordereau, ChequeEcarte, StatutBordereau
from quittancement.domain.caisse.cheque import Cheque, StatutCheque
from quittancement.domain.caisse.especes import EncaissementLoge, RemiseEspeces, StatutEspeces, StatutRemiseEspeces
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

bordereaux = Table(
    "bordereau_cheques",
    metadata,
    *racine(),
    Column("numero", Text, nullable=False, unique=True),
    Column("banque", Text, nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("total", TypeMontant, nullable=False),
    Column("etabli_le", Date, nullable=False),
    Column("etabli_par", Text, nullable=False),
    Column("ecartes", TypeValeurs(list[ChequeEcarte]), nullable=False),
    Column("statut", TypeCode(StatutBordereau), nullable=False),
    Column("remis_le", Date),
    Column("remis_par", Text, nullable=False),
    Column("credite_le", Date),
    Column("credite", TypeMontant),
    # Une entrée de relevé ne crédite qu'un bordereau.
    Column("entree_id", Uuid, unique=True),
)

cheques = Table(
    "cheque",
    metadata,
    *racine(),
    Column("bail_id", Uuid, ForeignKey("compte.id"), nullable=False, index=True),
    Column("paiement_id", Uuid, nullable=False, unique=True),
    Column("tireur", Text, nullable=False),
    Column("tiers", Boolean, nullable=False),
    Column("banque", Text, nullable=False),
    Column("numero", Text, nullable=False),
    Column("cle", Text, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("emis_le", Date, nullable=False),
    Column("recu_le", Date, nullable=False),
    Column("valable_jusqu_au", Date, nullable=False),
    Column("remettre_avant", Date, nullable=False),
    Column("statut", TypeCode(StatutCheque), nullable=False),
    Column("bordereau_id", Uuid, ForeignKey("bordereau_cheques.id"), index=True),
    Column("impaye_le", Date),
    Column("motif", Text, nullable=False),
    # Le même titre ne se reçoit pas deux fois, sauf représenté après un impayé : la base le garantit.
    Index("cheque_vivant", "cle", unique=True, postgresql_where=text("statut NOT IN ('IMPAYE', 'ANNULE')")),
    Index(
        "cheque_a_remettre", "remettre_avant", postgresql_where=text("statut IN ('RECU', 'ENDOSSE', 'AU_BORDEREAU')")
    ),
)

encaissements = Table(
    "encaissement_loge",
    metadata,
    *racine(),
    Column("caisse_id", Uuid, nullable=False),
    Column("loge", Text, nullable=False),
    Column("numero", Text, nullable=False),
    # Sans clé étrangère : le bail peut être inconnu ici, la somme attend.
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("mois", Text, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("encaisse_le", Date, nullable=False),
    Column("statut", TypeCode(StatutEspeces), nullable=False),
    Column("motif", Text, nullable=False),
    Column("decide_par", Text, nullable=False),
    Column("paiement_id", Uuid, unique=True),
    Index("encaissement_loge_en_attente", "id", postgresql_where=text("statut = 'EN_ATTENTE'")),
)

remises_especes = Table(
    "remise_especes",
    metadata,
    *racine(),
    Column("loge", Text, nullable=False),
    Column("statut", TypeCode(StatutRemiseEspeces), nullable=False),
    Column("ecart", TypeMontant),
    Column("bordereau", Text, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("transportee_le", Date),
    Column("credite", TypeMontant),
    Column("creditee_le", Date),
    Column("entree_id", Uuid, unique=True),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if any(mapper.class_ is Cheque for mapper in correspondances.mappers):
        return
    correspondances.map_imperatively(Cheque, cheques, version_id_col=cheques.c.version)
    correspondances.map_imperatively(EncaissementLoge, encaissements, version_id_col=encaissements.c.version)
    correspondances.map_imperatively(RemiseEspeces, remises_especes, version_id_col=remises_especes.c.version)
    correspondances.map_imperatively(Bordereau, bordereaux, version_id_col=bordereaux.c.version)
