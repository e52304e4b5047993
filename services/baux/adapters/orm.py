"""Tables des baux et leur correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.orm import registry

from baux.domain.assurance import Assurance
from baux.domain.bail import Bail, EtatDesLieux, ModeProrata, StatutBail, Terme, Titulaire
from baux.domain.conge import Conge
from baux.domain.patrimoine import Logement, Residence, StatutLogement
from baux.domain.proposition import DemandeRadiee, Proposition
from socle.domaine.explication import Explication
from socle.technique.base import TypeCode, TypeMontant, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)


residences = Table(
    "residence",
    metadata,
    *racine(),
    Column("nom", Text, nullable=False),
    Column("adresse", Text, nullable=False),
    Column("code_postal", Text, nullable=False),
    Column("commune", Text, nullable=False),
    Column("code_insee", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("zone_abc", Text, nullable=False),
    Column("quartier_prioritaire", Boolean, nullable=False),
)

logements = Table(
    "logement",
    metadata,
    *racine(),
    Column("residence_id", Uuid, ForeignKey("residence.id"), nullable=False, index=True),
    Column("reference", Text, nullable=False, unique=True),
    Column("typologie", Text, nullable=False),
    Column("nombre_pieces", Integer, nullable=False),
    Column("surface_habitable_dm2", Integer, nullable=False),
    Column("surface_utile_dm2", Integer, nullable=False),
    Column("etage", Integer, nullable=False),
    Column("accessible_pmr", Boolean, nullable=False),
    Column("financement", Text, nullable=False),
    Column("convention_apl", Text, nullable=False),
    Column("loyer_principal", TypeMontant, nullable=False),
    Column("loyer_maximum", TypeMontant, nullable=False),
    Column("provision_charges", TypeMontant, nullable=False),
    Column("dpe", Text, nullable=False),
    Column("hauteur_sous_plafond_cm", Integer),
    Column("volume_habitable_dm3", Integer),
    Column("statut", TypeCode(StatutLogement), nullable=False),
    Column("disponible_le", Date),
)

baux = Table(
    "bail",
    metadata,
    *racine(),
    Column("reference", Text, nullable=False, unique=True),
    Column("logement_id", Uuid, ForeignKey("logement.id"), nullable=False, index=True),
    Column("residence_id", Uuid, nullable=False, index=True),
    Column("locataire_id", Uuid, nullable=False, index=True),
    Column("demande_id", Uuid, nullable=False),
    Column("offre_id", Uuid, nullable=False, index=True),
    Column("titulaires", TypeValeurs(list[Titulaire]), nullable=False),
    Column("date_effet", Date, nullable=False),
    Column("loyer_principal", TypeMontant, nullable=False),
    Column("loyer_maximum", TypeMontant, nullable=False),
    Column("provision_charges", TypeMontant, nullable=False),
    Column("depot_garantie", TypeMontant, nullable=False),
    Column("zone", Text, nullable=False),
    Column("financement", Text, nullable=False),
    Column("mode_prorata", TypeCode(ModeProrata), nullable=False),
    Column("terme", TypeCode(Terme), nullable=False),
    Column("annexes", TypeValeurs(list[str]), nullable=False),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    Column("statut", TypeCode(StatutBail), nullable=False),
    Column("date_fin", Date),
    Column("signe_le", Date),
    Column("active_le", Date),
    Column("annule_le", Date),
    Column("conge", TypeValeurs(Conge)),
    Column("sorti_le", Date),
    Column("clos_le", Date),
    Column("assurances", TypeValeurs(list[Assurance]), nullable=False),
    Column("etats_des_lieux", TypeValeurs(list[EtatDesLieux]), nullable=False),
    # Un logement ne porte qu'un bail vivant : la base le garantit quoi qu'il arrive.
    Index(
        "bail_vivant_par_logement",
        "logement_id",
        unique=True,
        postgresql_where=text("statut IN ('PREPARE', 'SIGNE', 'ACTIF', 'PREAVIS')"),
    ),
)

propositions = Table(
    "proposition",
    metadata,
    Column("offre_id", Uuid, primary_key=True),
    Column("logement_id", Uuid, nullable=False),
    Column("demande_id", Uuid, nullable=False),
    Column("acceptee_le", Date, nullable=False),
)

demandes_radiees = Table(
    "demande_radiee",
    metadata,
    Column("demande_id", Uuid, primary_key=True),
    Column("motif", Text, nullable=False),
    Column("radiee_le", Date, nullable=False),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if correspondances.mappers:
        return
    for classe, table in ((Residence, residences), (Logement, logements), (Bail, baux)):
        correspondances.map_imperatively(classe, table, version_id_col=table.c.version)
    correspondances.map_imperatively(Proposition, propositions)
    correspondances.map_imperatively(DemandeRadiee, demandes_radiees)
