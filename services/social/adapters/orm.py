"""Table du dossier social et sa correspondance avec le domaine."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, MetaData, Table, Text, Uuid
from sqlalchemy.orm import registry

from social.domain.acces import Acces, ActionAcces
from social.domain.codes import MotifOrientation, StatutDossier, SupportConsentement
from social.domain.dossier_social import DossierSocial, Entretien
from socle.domaine.explication import Explication
from socle.technique.base import TypeCode, TypeValeurs, racine

metadata = MetaData()
correspondances = registry(metadata=metadata)

dossiers = Table(
    "dossier_social",
    metadata,
    *racine(),
    Column("bail_id", Uuid, nullable=False, index=True),
    Column("dossier_impaye_id", Uuid),
    Column("motif_orientation", TypeCode(MotifOrientation), nullable=False),
    Column("oriente_le", Date, nullable=False),
    Column("menage_informe", Boolean, nullable=False),
    Column("accueillir_avant_le", Date, nullable=False),
    Column("explications", TypeValeurs(list[Explication]), nullable=False),
    Column("statut", TypeCode(StatutDossier), nullable=False),
    Column("referent", Text, index=True),
    Column("propose_le", Date),
    Column("refuse_le", Date),
    Column("consentement_le", Date),
    Column("support_consentement", TypeCode(SupportConsentement)),
    Column("ouvert_le", Date),
    Column("entretiens", TypeValeurs(list[Entretien]), nullable=False),
    Column("clos_le", Date),
    Column("motif_cloture", Text, nullable=False),
)

acces = Table(
    "acces",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("le", DateTime(timezone=True), nullable=False),
    Column("sub", Text, nullable=False),
    Column("metiers", Text, nullable=False),
    Column("mission_active", Text, nullable=False),
    Column("action", TypeCode(ActionAcces), nullable=False),
    Column("dossier_id", Uuid, index=True),
    Column("accorde", Boolean, nullable=False),
)


def brancher() -> None:
    """Relie les classes du domaine à leurs tables. Sans effet au second appel."""
    if not correspondances.mappers:
        correspondances.map_imperatively(DossierSocial, dossiers, version_id_col=dossiers.c.version)
        correspondances.map_imperatively(Acces, acces)
