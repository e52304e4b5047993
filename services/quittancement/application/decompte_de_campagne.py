"""Le décompte d'un bail, sous le verrou de sa campagne."""

from __future__ import annotations

from uuid import UUID

from quittancement.domain.campagne_charges import CampagneCharges
from quittancement.domain.charges.decompte import Decompte
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


def decompte_de_campagne(campagne_id: UUID, bail_id: UUID, *, uow: UniteDeTravail) -> tuple[CampagneCharges, Decompte]:
    """Lève Introuvable."""
    campagne = uow.charger(CampagneCharges, campagne_id, champ="campagne_id")
    decompte = uow.session.get(Decompte, (campagne_id, bail_id), with_for_update=True)
    if decompte is None:
        raise Introuvable("Décompte", bail_id, champ="bail_id")
    return campagne, decompte
