"""Contrepasser le paiement d'un chèque : possible tant qu'il n'est pas parti à la banque."""

from __future__ import annotations

from sqlalchemy import text

from quittancement.domain.caisse.cheque import Cheque, StatutCheque
from quittancement.domain.paiement import ModePaiement, Paiement
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail

_DU_PAIEMENT = text("SELECT id FROM cheque WHERE paiement_id = :paiement_id")


def rendre_le_cheque(paiement: Paiement, *, uow: UniteDeTravail) -> None:
    """Le chèque de ce paiement est annulé ; sans effet pour un autre mode. Lève RegleViolee (CHEQUE_REMIS)."""
    if paiement.mode is not ModePaiement.CHEQUE:
        return
    cheque_id = uow.session.execute(_DU_PAIEMENT, {"paiement_id": paiement.id}).scalar()
    if cheque_id is None:
        return
    cheque = uow.charger(Cheque, cheque_id, champ="objet_id")
    if cheque.statut not in (StatutCheque.RECU, StatutCheque.ENDOSSE):
        raise RegleViolee(
            "CHEQUE_REMIS",
            f"Le chèque {cheque.numero} est {cheque.statut.value} : annulez son bordereau, ou déclarez-le impayé.",
            champ="objet_id",
        )
    cheque.annuler()
