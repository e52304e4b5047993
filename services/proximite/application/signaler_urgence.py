"""Signaler une urgence : tout agent le peut."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.application.numero_suivant import numero_suivant
from proximite.domain.codes import jour_civil
from proximite.domain.urgence import TypeUrgence, Urgence
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class SignalerUrgence:
    id: UUID
    residence_id: UUID
    type: TypeUrgence
    signalee_le: datetime
    lieu: str


def signaler_urgence(commande: SignalerUrgence, *, uow: UniteDeTravail) -> Urgence:
    """Lève DonneeInvalide. Une résidence inconnue ici n'empêche pas d'alerter."""
    urgence = Urgence.declarer(
        id=commande.id,
        sequence_annuelle=numero_suivant("URG", jour_civil(commande.signalee_le).year, uow=uow),
        residence_id=commande.residence_id,
        type=commande.type,
        signalee_le=commande.signalee_le,
        lieu=commande.lieu,
    )
    uow.ajouter(urgence)
    return urgence
