"""Contrôler une répartition : l'accepter, ou l'effacer et revenir à la préparation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.campagne_charges import CampagneCharges
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ControlerCampagne:
    campagne_id: UUID
    acceptee: bool
    controlee_par: str
    etag: str = ""


def controler_campagne(commande: ControlerCampagne, *, uow: UniteDeTravail, depot: DepotCharges) -> CampagneCharges:
    """Lève Introuvable, ConflitDeVersion et les refus de `CampagneCharges.controler`."""
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id", etag=commande.etag)
    campagne.controler(acceptee=commande.acceptee, par=commande.controlee_par)
    if not commande.acceptee:
        depot.effacer_repartition(uow, campagne.id)
    return campagne
