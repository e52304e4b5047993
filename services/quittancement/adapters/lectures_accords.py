"""Accords à l'envoi électronique, et par où part le document d'un bail."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from quittancement.adapters.orm import accords
from quittancement.domain.accord_demat import AccordDemat, Canal, canal


def du_bail(session: Session, bail_id: UUID) -> Sequence[AccordDemat]:
    """Du plus récent au plus ancien."""
    requete = select(AccordDemat).where(accords.c.bail_id == bail_id).order_by(accords.c.donne_le.desc(), accords.c.id)
    return session.execute(requete).scalars().all()


def canaux(session: Session, baux: Collection[UUID], *, au: date) -> dict[UUID, Canal]:
    """Par bail ; PAPIER sans accord en vigueur ce jour-là."""
    connus: dict[UUID, list[AccordDemat]] = {}
    for accord in session.execute(select(AccordDemat).where(accords.c.bail_id.in_(baux))).scalars():
        connus.setdefault(accord.bail_id, []).append(accord)
    return {bail_id: canal(connus.get(bail_id, ()), au=au) for bail_id in baux}
