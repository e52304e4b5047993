"""Arrêter les dépenses d'une campagne : rien ne s'y ajoute plus."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.campagne_charges import CampagneCharges
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ArreterDepenses:
    campagne_id: UUID
    arretee_par: str
    etag: str = ""


def arreter_depenses(commande: ArreterDepenses, *, uow: UniteDeTravail, depot: DepotCharges) -> CampagneCharges:
    """Lève Introuvable, ConflitDeVersion et les refus de `CampagneCharges.arreter`."""
    campagne = uow.charger(CampagneCharges, commande.campagne_id, champ="campagne_id", etag=commande.etag)
    totaux = depot.totaux(uow, campagne.id)
    campagne.arreter(
        engage=totaux.engage, recuperable=totaux.recuperable, nombre=totaux.nombre, par=commande.arretee_par
    )
    return campagne
