"""Tables des demandes et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, MetaData, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from demandes.domain.candidature import Candidature
from demandes.domain.codes import MotifRadiation, SituationFamiliale
from demandes.domain.demande import Demande, StatutDemande
from demandes.domain.foyer import Personne
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.offre import Offre, StatutOffre
from demandes.domain.piece import Piece
from demandes.domain.situation import OrigineActualisation, SituationActuelle
from socle.technique.archives import table_documents
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)

demandes = Table(
    "demande",
    metadata,
    *racine(),
    Column("numero_unique", Text, nullable=False, unique=True),
    Column("deposee_le", Date, nullable=False),
    Column("valable_jusqu_au", Date, nullable=False),
    Column("personnes", TypeValeurs(list[Personne]), nullable=False),
    Column("situation_familiale", TypeCode(SituationFamiliale), nullable=False),
    Column("adresse", Text, nullable=False),
    Column("courriel", Text, nullable=False),
    Column("telephone", Text, nullable=False),
    Column("logement_actuel", Text, nullable=False),
    Column("motifs", TypeValeurs(list[str]), nullable=False),
    Column("priorites", TypeValeurs(list[str]), nullable=False),
    Column("typologies", TypeValeurs(list[str]), nullable=False),
    Column("communes", TypeValeurs(list[str]), nullable=False),
    Column("ressources_mensuelles", TypeMontant),
    Column("pieces", TypeValeurs(list[Piece]), nullable=False),
    Column("statut", TypeCode(StatutDemande), nullable=False, index=True),
    Column("renouvelee_le", Date),
    Column("complet_le", Date),
    Column("radiee_le", Date),
    Column("motif_radiation", TypeCode(MotifRadiation)),
    Column("referent", Text),
    Column("situation", TypeValeurs(SituationActuelle), nullable=False),
    Column("actualisee_le", Date),
    Column("origine_actualisation", TypeCode(OrigineActualisation)),
    Column("declaration_fausse", Boolean),
    Column("declaration_controlee_le", Date),
    Column("avis_radiation_le", Date),
)

offres = Table(
    "offre",
    metadata,
    *racine(),
    Column("logement_id", Uuid, nullable=False, index=True),
    Column("logement", TypeValeurs(LogementOffert), nullable=False),
    Column("statut", TypeCode(StatutOffre), nullable=False, index=True),
    Column("candidatures", TypeValeurs(list[Candidature]), nullable=False),
    Column("seance_le", Date),
    Column("derogation", Text, nullable=False),
    Column("decide_le", Date),
    # Un logement n'a qu'une offre vivante : la base le garantit.
    Index(
        "offre_vivante_par_logement",
        "logement_id",
        unique=True,
        postgresql_where=text("statut NOT IN ('CLOSE', 'RETIREE')"),
    ),
)

documents = table_documents(metadata)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if correspondances.mappers:
        return
    for classe, table in ((Demande, demandes), (Offre, offres)):
        correspondances.map_imperatively(classe, table, version_id_col=table.c.version)
