"""Retrouver les situations qui visent un bail : les siennes, et celles de son débiteur sur tout autre bail."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from recouvrement.domain.situation import VISENT_LE_DEBITEUR, SituationDebiteur
from recouvrement.domain.suivi import BailSuivi
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


def situations_du_bail(bail_id: UUID, *, uow: UniteDeTravail) -> Sequence[SituationDebiteur]:
    """Situations présentes et passées, levées ou non ; vide pour un bail que l'on ne suit pas encore."""
    du_bail = list(uow.session.scalars(select(SituationDebiteur).filter_by(bail_id=bail_id)))
    bail = uow.session.get(BailSuivi, bail_id)
    if bail is None:
        return du_bail
    du_debiteur = uow.session.scalars(select(SituationDebiteur).filter_by(debiteur_id=bail.debiteur_id))
    return du_bail + [s for s in du_debiteur if s.nature in VISENT_LE_DEBITEUR and s.bail_id != bail_id]


def bail_verrouille(bail_id: UUID, *, uow: UniteDeTravail) -> tuple[BailSuivi, tuple[UUID, ...]]:
    """Le bail, et les autres baux de son débiteur, verrouillés avec lui : deux signalements se suivent. Lève Introuvable."""
    bail = uow.session.get(BailSuivi, bail_id)
    if bail is None:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    du_debiteur = {"locataire_id": bail.locataire_id} if bail.locataire_id else {"bail_id": bail_id}
    tous = uow.session.scalars(select(BailSuivi).filter_by(**du_debiteur).order_by("bail_id").with_for_update()).all()
    return bail, tuple(suivi.bail_id for suivi in tous if suivi.bail_id != bail_id)
