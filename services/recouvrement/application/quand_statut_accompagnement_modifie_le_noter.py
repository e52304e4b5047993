"""Quand le statut d'accompagnement change : le recouvrement retient le statut, et rien de plus."""

from __future__ import annotations

from recouvrement.application.dossier_ouvert import dossier_ouvert
from recouvrement.domain.suivi import Accompagnement
from socle.technique.unite_de_travail import UniteDeTravail


def quand_statut_accompagnement_modifie_le_noter(commande: Accompagnement, *, uow: UniteDeTravail) -> None:
    """Un statut plus ancien que celui qu'on connaît est sans effet."""
    connu = uow.session.get(Accompagnement, commande.bail_id)
    if connu is not None and commande.depuis_le < connu.depuis_le:
        return
    uow.session.merge(commande)
    dossier = dossier_ouvert(commande.bail_id, uow=uow)
    if dossier is not None:
        dossier.noter_accompagnement(commande.statut, depuis_le=commande.depuis_le)
