"""Endosser des chèques à l'ordre du bailleur : ils peuvent alors partir à la banque."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from quittancement.domain.caisse.cheque import Cheque
from socle.technique.unite_de_travail import UniteDeTravail


def endosser_cheques(cheque_ids: Sequence[UUID], *, uow: UniteDeTravail) -> list[Cheque]:
    """Tous ou aucun. Lève Introuvable, TransitionInterdite (déjà endossé)."""
    cheques = [uow.charger(Cheque, cheque_id, champ="cheque_ids") for cheque_id in sorted(set(cheque_ids))]
    for cheque in cheques:
        cheque.endosser()
    return cheques
