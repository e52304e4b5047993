"""Projection : une proposition de logement acceptée dans demandes, qui attend son bail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(eq=False, kw_only=True)
class Proposition:
    """Clé : l'offre. Faite de PropositionAcceptée."""

    offre_id: UUID
    logement_id: UUID
    demande_id: UUID
    acceptee_le: date


@dataclass(eq=False, kw_only=True)
class DemandeRadiee:
    """Demande dont on sait qu'elle est radiée : garde de l'activation du bail."""

    demande_id: UUID
    motif: str
    radiee_le: date
