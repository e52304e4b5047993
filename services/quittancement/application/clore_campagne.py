"""Clore une campagne imputée, toutes contestations tranchées."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.campagne_charges import CampagneCharges
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreCampagne:
    campagne_id: UUID
    etag: str = ""


def clore_campagne(commande: CloreCampagne, *, uow: UniteDeTravail, depot: DepotCharges) -> CampagneCharges:
    """Lève Introuvable, ConflitDeVersion et les refus de `CampagneCharges.clore`."""
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id", etag=commande.etag)
    campagne.clore(pendantes=depot.contestations(uow, campagne.id))
    return campagne
