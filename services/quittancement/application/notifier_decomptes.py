"""Dater l'envoi des décomptes d'une campagne : le mois d'attente et les six mois des pièces courent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.campagne_charges import CampagneCharges
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class NotifierDecomptes:
    campagne_id: UUID
    notifiee_le: date
    etag: str = ""


def notifier_decomptes(
    commande: NotifierDecomptes, *, uow: UniteDeTravail, depot: DepotCharges, baremes: Baremes
) -> CampagneCharges:
    """Lève Introuvable, ConflitDeVersion et les refus de `CampagneCharges.notifier`."""
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id", etag=commande.etag)
    campagne.notifier(le=commande.notifiee_le, baremes=baremes)
    depot.notifier(uow, campagne.id)
    return campagne
