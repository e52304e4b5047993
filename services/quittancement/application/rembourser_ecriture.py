"""Rendre à qui l'a versée une somme au 471 qu'aucun bail ne doit : l'un le demande, un autre constate le débit au relevé."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from quittancement.domain.banque.entree import EntreeEnBase
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DemanderRemboursement:
    ecriture_id: UUID
    motif: str
    par: str


@dataclass(frozen=True, kw_only=True)
class ConstaterRemboursement:
    """`debit_id` : le débit en attente qui rend la somme."""

    ecriture_id: UUID
    debit_id: UUID
    par: str


def demander_remboursement(commande: DemanderRemboursement, *, uow: UniteDeTravail, depot: DepotBanque) -> EntreeEnBase:
    """Lève Introuvable et les refus d'`EntreeEnBase.demander_le_remboursement`."""
    entree = _entree(commande.ecriture_id, champ="ecriture_id", uow=uow, depot=depot)
    entree.demander_le_remboursement(motif=commande.motif, par=commande.par)
    depot.decider(uow, entree)
    return entree


def renoncer_au_remboursement(ecriture_id: UUID, *, uow: UniteDeTravail, depot: DepotBanque) -> EntreeEnBase:
    """Lève Introuvable, RegleViolee (REMBOURSEMENT_NON_DEMANDE)."""
    entree = _entree(ecriture_id, champ="ecriture_id", uow=uow, depot=depot)
    entree.renoncer_au_remboursement()
    depot.decider(uow, entree)
    return entree


def constater_remboursement(
    commande: ConstaterRemboursement, *, uow: UniteDeTravail, depot: DepotBanque
) -> EntreeEnBase:
    """Lève Introuvable et les refus d'`EntreeEnBase.rembourser`."""
    entree = _entree(commande.ecriture_id, champ="ecriture_id", uow=uow, depot=depot)
    debit = _entree(commande.debit_id, champ="debit_id", uow=uow, depot=depot)
    entree.rembourser(debit, par=commande.par)
    for rangee in (debit, entree):
        depot.decider(uow, rangee)
    return entree


def _entree(entree_id: UUID, *, champ: str, uow: UniteDeTravail, depot: DepotBanque) -> EntreeEnBase:
    entree = depot.entree(uow, entree_id)
    if entree is None:
        raise Introuvable("Ecriture", entree_id, champ=champ)
    return entree
