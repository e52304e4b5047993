"""Reconnaître une entrée du relevé qui attendait au 471, quand elle ne paie aucun bail par elle-même."""

from __future__ import annotations

from uuid import UUID

from quittancement.application.depot_banque import DepotBanque
from socle.domaine.montant import Montant
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


def solder_entree(
    entree_id: UUID, *, attendu: Montant, regle: str, par: str, uow: UniteDeTravail, depot: DepotBanque
) -> None:
    """`attendu` : signé, négatif pour un débit.

    Lève Introuvable, TransitionInterdite (déjà imputée), RegleViolee (MONTANT_DIFFERENT).
    """
    entree = depot.entree(uow, entree_id)
    if entree is None:
        raise Introuvable("Ecriture", entree_id, champ="ecriture_id")
    if entree.montant != attendu:
        raise RegleViolee(
            "MONTANT_DIFFERENT", f"L'entrée est de {entree.montant}, pas de {attendu}.", champ="ecriture_id"
        )
    entree.solder(regle=regle, par=par)
    depot.decider(uow, entree)
