"""Quand un plan d'apurement est signé : l'avis d'échéance rappelle sa prochaine échéance."""

from __future__ import annotations

from quittancement.domain.echeancier_connu import EcheancierConnu
from socle.technique.unite_de_travail import UniteDeTravail


def quand_plan_signe_retenir_son_echeancier(commande: EcheancierConnu, *, uow: UniteDeTravail) -> None:
    """Une rupture déjà reçue reste."""
    connu = uow.session.get(EcheancierConnu, commande.plan_id)
    if connu is not None:
        commande.rompu_le = connu.rompu_le
    uow.session.merge(commande)
