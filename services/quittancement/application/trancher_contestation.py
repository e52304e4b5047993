"""Répondre à la contestation d'un décompte : maintenir le solde, ou y renoncer en partie. À deux personnes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.decompte_de_campagne import decompte_de_campagne
from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.charges.decompte import Decompte
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class TrancherContestation:
    campagne_id: UUID
    bail_id: UUID
    solde_retenu: Montant
    tranchee_par: str


def trancher_contestation(commande: TrancherContestation, *, uow: UniteDeTravail, depot: DepotCharges) -> Decompte:
    """Lève Introuvable et les refus de `Decompte.trancher`."""
    campagne, decompte = decompte_de_campagne(commande.campagne_id, commande.bail_id, uow=uow)
    decompte.trancher(retenu=commande.solde_retenu, par=commande.tranchee_par)
    campagne.suivre_contestations(pendantes=depot.contestations(uow, campagne.id))
    return decompte
