"""Les termes d'un lot dont on édite les documents, tranche par tranche."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select
from sqlalchemy.orm import Session, selectinload

from quittancement.adapters.orm import comptes, lots, quittances
from quittancement.adapters.orm_energie import occupations
from quittancement.domain.compte import Compte
from quittancement.domain.lot import StatutLot
from socle.domaine.refus import Introuvable, RegleViolee
from socle.technique import pagination


@dataclass(frozen=True, kw_only=True)
class DemandeDuLot:
    """Une tranche à éditer. `apres` : dernière quittance de la tranche d'avant ; `residence_id` None : toutes."""

    lot_id: UUID
    edite_le: date
    residence_id: UUID | None
    apres: UUID | None
    nombre: int
    avec_explications: bool = False


def exiger_valide(connexion: Connection, lot_id: UUID) -> None:
    statut = connexion.execute(select(lots.c.statut).where(lots.c.id == lot_id)).scalar()
    if statut is None:
        raise Introuvable("Lot", lot_id, champ="lot_id")
    if statut is not StatutLot.VALIDE:
        raise RegleViolee("LOT_NON_VALIDE", "Seul un lot validé a des documents.", champ="lot_id")


def page_du_lot(connexion: Connection, demande: DemandeDuLot) -> tuple[Sequence[Row[Any]], int, str]:
    """Quittances de la tranche, nombre en tout, jeton de la tranche d'après."""
    requete = _appeles(demande)
    total = connexion.execute(select(func.count()).select_from(requete.subquery())).scalar_one()
    if demande.apres is not None:
        requete = requete.where(quittances.c.id > demande.apres)
    lignes = connexion.execute(requete.order_by(quittances.c.id).limit(demande.nombre + 1)).all()
    page, suivant = pagination.decouper(lignes, demande.nombre)
    return page, total, suivant


def comptes_lus(session: Session, baux: Sequence[UUID]) -> dict[UUID, Compte]:
    """Comptes, leurs termes et leurs paiements, lus en trois requêtes."""
    charges = (selectinload(Compte.quittances), selectinload(Compte.paiements))  # type: ignore[arg-type]
    lus = session.execute(select(Compte).where(comptes.c.id.in_(baux)).options(*charges)).scalars()
    return {compte.id: compte for compte in lus}


def _appeles(demande: DemandeDuLot) -> Select[Any]:
    champs = (quittances.c.id, quittances.c.bail_id, quittances.c.numero, occupations.c.residence_id)
    requete = select(*champs).outerjoin(occupations, occupations.c.bail_id == quittances.c.bail_id)
    requete = requete.where(quittances.c.lot_id == demande.lot_id)
    if demande.residence_id is not None:
        requete = requete.where(occupations.c.residence_id == demande.residence_id)
    return requete
