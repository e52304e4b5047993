"""Retrouver les plans d'apurement d'un dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from recouvrement.application.situations_du_bail import situations_du_bail
from recouvrement.domain.plan_apurement import PlanApurement
from recouvrement.domain.situation import sous_gel
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


def plans_du_dossier(dossier_id: UUID, *, uow: UniteDeTravail) -> Sequence[PlanApurement]:
    """Tous ses plans, sous verrou : le suivi, la signature et une autre proposition se suivent."""
    requete = select(PlanApurement).filter_by(dossier_id=dossier_id).order_by("id").with_for_update()
    return uow.session.scalars(requete).all()


def exiger_sans_gel(bail_id: UUID, *, au: date, champ: str, uow: UniteDeTravail) -> None:
    """Lève RegleViolee (GEL_SURENDETTEMENT) : une recevabilité interdit de payer l'arriéré (C. conso. L722-5)."""
    if sous_gel(situations_du_bail(bail_id, uow=uow), au):
        raise RegleViolee("GEL_SURENDETTEMENT", "La recevabilité interdit de payer l'arriéré.", champ=champ)
