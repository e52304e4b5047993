"""Retrouver le dossier ouvert d'un bail."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.phases import Phase
from socle.technique.unite_de_travail import UniteDeTravail


def dossier_ouvert(bail_id: UUID, *, uow: UniteDeTravail) -> DossierImpaye | None:
    """Dossier d'impayé non clos du bail, sous verrou ; None s'il n'y en a pas.

    Le verrou se prend dès la lecture : lu d'abord, verrouillé ensuite, le dossier pourrait avoir changé entre les deux.
    """
    for dossier in uow.session.scalars(select(DossierImpaye).filter_by(bail_id=bail_id).with_for_update()):
        if dossier.phase is not Phase.CLOS:
            return dossier
    return None
