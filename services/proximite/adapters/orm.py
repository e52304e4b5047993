"""Tables de la proximité et leur correspondance avec le domaine."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from proximite.domain.achat import VoieAchat
from proximite.domain.bon_travaux import BonTravaux, StatutBon
from proximite.domain.caisse import Caisse, StatutCaisse
from proximite.domain.cloture import MotifCloture
from proximite.domain.coupures import Coupure
from proximite.domain.encaissement import Encaissement
from proximite.domain.occupation import Occupation, Residence
from proximite.domain.reclamation import Canal, Reclamation
from proximite.domain.statuts import StatutReclamation
from proximite.domain.taxonomie import Categorie, Imputation, NiveauUrgence
from proximite.domain.urgence import TypeUrgence, Urgence
from socle.domaine.explication import Explication
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)
INSTANT = DateTime(timezone=True)

reclamations = Table(
    "reclamation",
    metadata,
    *racine(),
    Column("numero", Text, nullable=False, unique=True),
    Column("canal", TypeCode(Canal), nullable=False),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("logement_id", Uuid, nullable=False),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("categorie", TypeValeurs(Categorie), nullable=False),
    Column("description", Text, nullable=False),
    Column("prioritaire", Boolean, nullable=False),
    Column("acces", Text, nullable=False),
    Column("ouverte_le", INSTANT, nullable=False),
    Column("urgence", TypeCode(NiveauUrgence), nullable=False),
    Column("imputation", TypeCode(Imputation), nullable=False),
    Column("accuse_avant", INSTANT, nullable=False),
    Column("reponse_avant", INSTANT, nullable=False),
    Column("resolution_avant", INSTANT, nullable=False),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    Column("subdivision", Text),
    Column("statut", TypeCode(StatutReclamation), nullable=False, index=True),
    Column("motif_qualification", Text, nullable=False),
    Column("qualifiee_le", INSTANT),
    Column("bons", TypeValeurs(list[UUID]), nullable=False),
    Column("resolue_le", INSTANT),
    Column("dans_les_delais", Boolean),
    Column("cloturee_le", INSTANT),
    Column("motif_cloture", TypeCode(MotifCloture)),
    Column("parent_id", Uuid, index=True),
)

bons = Table(
    "bon_travaux",
    metadata,
    *racine(),
    Column("numero", Text, nullable=False, unique=True),
    Column("reclamation_id", Uuid, nullable=False, index=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("entreprise", Text, nullable=False),
    Column("objet", Text, nullable=False),
    Column("montant_ht", TypeMontant, nullable=False),
    Column("voie_achat", TypeCode(VoieAchat), nullable=False),
    Column("commande_le", Date, nullable=False),
    Column("acces", Text, nullable=False),
    Column("acces_logement", Boolean, nullable=False),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    Column("subdivision", Text),
    Column("statut", TypeCode(StatutBon), nullable=False),
    Column("prevu_le", INSTANT),
    Column("prevu_fin", INSTANT),
    Column("termine_le", INSTANT),
    Column("compte_rendu", Text, nullable=False),
    Column("annule_le", Date),
    Column("motif_annulation", Text, nullable=False),
)

urgences = Table(
    "urgence",
    metadata,
    *racine(),
    Column("numero", Text, nullable=False, unique=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("type", TypeCode(TypeUrgence), nullable=False),
    Column("signalee_le", INSTANT, nullable=False),
    Column("lieu", Text, nullable=False),
)

caisses = Table(
    "caisse",
    metadata,
    *racine(),
    Column("numero", Text, nullable=False, unique=True),
    Column("loge", Text, nullable=False),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("ouverte_le", INSTANT, nullable=False),
    Column("ouverte_par", Text, nullable=False),
    Column("fond", TypeMontant, nullable=False),
    Column("statut", TypeCode(StatutCaisse), nullable=False),
    Column("encaisse", TypeMontant, nullable=False),
    Column("nombre", Integer, nullable=False),
    Column("encaisseurs", TypeValeurs(list[str]), nullable=False),
    Column("compte", TypeMontant),
    Column("comptage", TypeValeurs(list[Coupure]), nullable=False),
    Column("comptee_le", INSTANT),
    Column("comptee_par", Text, nullable=False),
    Column("ecart", TypeMontant),
    Column("ecart_a_alerter", Boolean, nullable=False),
    Column("vise_par", Text, nullable=False),
    Column("motif_ecart", Text, nullable=False),
    Column("remettre_avant", Date),
    Column("bordereau", Text, nullable=False),
    Column("scelle", Text, nullable=False),
    Column("remise", TypeMontant),
    Column("coupures_remises", TypeValeurs(list[Coupure]), nullable=False),
    Column("preparee_par", Text, nullable=False),
    Column("transporteur", Text, nullable=False),
    Column("transportee_le", Date),
    Column("validee_par", Text, nullable=False),
    Column("credite", TypeMontant),
    Column("creditee_le", Date),
    Column("close_par", Text, nullable=False),
    # Une loge n'a qu'une caisse ouverte, un bordereau ne sert qu'une fois : la base le garantit.
    Index("caisse_ouverte", "loge", unique=True, postgresql_where=text("statut = 'OUVERTE'")),
    Index("caisse_bordereau", "bordereau", unique=True, postgresql_where=text("bordereau <> ''")),
)

encaissements = Table(
    "encaissement",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("caisse_id", Uuid, ForeignKey("caisse.id"), nullable=False, index=True),
    Column("numero", Text, nullable=False, unique=True),
    Column("bail_id", Uuid, nullable=False),
    Column("mois", Text, nullable=False),
    Column("montant", TypeMontant, nullable=False),
    Column("encaisse_le", INSTANT, nullable=False),
    Column("par", Text, nullable=False),
    Column("sans_compte", Boolean, nullable=False),
    Column("justificatif", Text, nullable=False),
    Column("annule_le", INSTANT),
    Column("annule_par", Text, nullable=False),
    Column("motif_annulation", Text, nullable=False),
    # Le plafond des espèces se compte par dette.
    Index("encaissement_de_la_dette", "bail_id", "mois"),
)

occupations = Table(
    "occupation",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("logement_id", Uuid, nullable=False),
    Column("residence_id", Uuid, nullable=False),
    Column("locataire_id", Uuid, nullable=False),
    Column("active_le", Date),
)

residences = Table(
    "residence",
    metadata,
    Column("residence_id", Uuid, primary_key=True),
    Column("code_insee", Text, nullable=False),
)

registres = Table(
    "registre",
    metadata,
    Column("nom", Text, primary_key=True),
    Column("annee", Integer, primary_key=True),
    Column("dernier", Integer, nullable=False),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if correspondances.mappers:
        return
    for classe, table in ((Reclamation, reclamations), (BonTravaux, bons), (Urgence, urgences), (Caisse, caisses)):
        correspondances.map_imperatively(classe, table, version_id_col=table.c.version)
    correspondances.map_imperatively(Encaissement, encaissements)
    correspondances.map_imperatively(Occupation, occupations)
    correspondances.map_imperatively(Residence, residences)
