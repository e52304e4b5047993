"""Tables de la passerelle : projection des baux de chaque locataire, journal d'accès."""

from __future__ import annotations

from sqlalchemy import ARRAY, BigInteger, Column, Date, DateTime, MetaData, Table, Text, Uuid, func
from sqlalchemy.orm import registry

from gateway.domain.locataire import BailProjete

metadata = MetaData()
correspondances = registry(metadata=metadata)

baux = Table(
    "locataire_bail",
    metadata,
    Column("bail_id", Uuid, primary_key=True),
    Column("locataire_id", Uuid, nullable=False, index=True),
    Column("demande_id", Uuid, nullable=False),
    Column("logement_id", Uuid, nullable=False),
    Column("residence_id", Uuid, nullable=False),
    Column("reference", Text, nullable=False),
    Column("signe_le", Date, nullable=False),
    Column("active_le", Date),
)

journal_acces = Table(
    "journal_acces",
    metadata,
    Column("numero", BigInteger, primary_key=True, autoincrement=True),
    Column("le", DateTime(timezone=True), nullable=False, server_default=func.now(), index=True),
    Column("sub", Text, nullable=False, index=True),
    Column("metiers", Text, nullable=False),
    Column("mission_active", Text, nullable=False),
    Column("role_technique", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("ressource", Text, nullable=False),
    Column("locataire_id", Uuid, index=True),
    Column("objet", Text, nullable=False),
    Column("cartes", ARRAY(Text), nullable=False),
    Column("trace_id", Text, nullable=False),
)
"""Ajout seul : un déclencheur refuse toute modification et tout effacement."""


def brancher() -> None:
    """Relie la projection à sa table. Sans effet au second appel."""
    if not correspondances.mappers:
        correspondances.map_imperatively(BailProjete, baux)
