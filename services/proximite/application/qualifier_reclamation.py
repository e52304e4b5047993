"""Qualifier une réclamation : urgence, imputation, délais."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.domain.qualification import Qualification
from proximite.domain.reclamation import Reclamation
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class QualifierReclamation:
    reclamation_id: UUID
    qualification: Qualification
    qualifiee_le: datetime
    pilote: bool
    etag: str = ""


def qualifier_reclamation(commande: QualifierReclamation, *, uow: UniteDeTravail, baremes: Baremes) -> Reclamation:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite ou les refus de la qualification."""
    reclamation = uow.charger(Reclamation, commande.reclamation_id, champ="reclamation_id", etag=commande.etag)
    reclamation.qualifier(commande.qualification, le=commande.qualifiee_le, pilote=commande.pilote, baremes=baremes)
    return reclamation
