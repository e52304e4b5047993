"""Radier une demande pour un motif limitatif (CCH R441-2-8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.codes import MotifRadiation
from demandes.domain.demande import Demande
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RadierDemande:
    demande_id: UUID
    motif: MotifRadiation
    radiee_le: date
    avis_le: date | None = None


def radier_demande(commande: RadierDemande, *, uow: UniteDeTravail, baremes: Baremes) -> Demande:
    """Lève Introuvable, TransitionInterdite ou RegleViolee (avis ou délai manquant pour ce motif)."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id")
    demande.radier(motif=commande.motif, le=commande.radiee_le, avis_le=commande.avis_le, baremes=baremes)
    return demande
