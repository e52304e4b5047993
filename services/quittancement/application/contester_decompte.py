"""Recevoir la contestation d'un décompte : son solde est suspendu."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.decompte_de_campagne import decompte_de_campagne
from quittancement.application.depot_charges import DepotCharges
from quittancement.domain.campagne_charges import IMPUTABLES
from quittancement.domain.charges.decompte import Decompte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ContesterDecompte:
    campagne_id: UUID
    bail_id: UUID
    recue_par: str


def contester_decompte(commande: ContesterDecompte, *, uow: UniteDeTravail, depot: DepotCharges) -> Decompte:
    """Lève Introuvable, RegleViolee (ETAT_DE_CAMPAGNE), TransitionInterdite (déjà imputé ou contesté)."""
    campagne, decompte = decompte_de_campagne(commande.campagne_id, commande.bail_id, uow=uow)
    campagne.exiger(*IMPUTABLES)
    decompte.contester(par=commande.recue_par)
    campagne.suivre_contestations(pendantes=depot.contestations(uow, campagne.id))
    return decompte
