"""Lectures des chèques et de leurs bordereaux."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, select

from quittancement.adapters.orm import comptes
from quittancement.adapters.orm_caisse import bordereaux, cheques
from quittancement.domain.caisse.cheque import SANS_BONNE_FIN, StatutCheque
from socle.domaine.refus import Introuvable

_A_REMETTRE = (StatutCheque.RECU, StatutCheque.ENDOSSE, StatutCheque.AU_BORDEREAU)


def cheque(connexion: Connection, cheque_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(_cheques().where(cheques.c.id == cheque_id)).first()
    if ligne is None:
        raise Introuvable("Cheque", cheque_id, champ="cheque_id")
    return ligne


def liste_cheques(
    connexion: Connection,
    *,
    statut: StatutCheque | None,
    en_retard_au: date | None,
    bail_id: UUID | None,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Row[Any]]:
    """Une ligne de plus que demandé. `en_retard_au` : seulement ceux qui auraient dû être remis avant ce jour."""
    requete = _cheques().order_by(cheques.c.id).limit(nombre + 1)
    if statut is not None:
        requete = requete.where(cheques.c.statut == statut)
    if en_retard_au is not None:
        requete = requete.where(cheques.c.statut.in_(_A_REMETTRE), cheques.c.remettre_avant < en_retard_au)
    if bail_id is not None:
        requete = requete.where(cheques.c.bail_id == bail_id)
    if apres is not None:
        requete = requete.where(cheques.c.id > apres)
    return connexion.execute(requete).all()


def bordereau(connexion: Connection, bordereau_id: UUID) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """Bordereau et ses chèques, par banque du tireur puis numéro. Lève Introuvable."""
    ligne = connexion.execute(select(bordereaux).where(bordereaux.c.id == bordereau_id)).first()
    if ligne is None:
        raise Introuvable("Bordereau", bordereau_id, champ="bordereau_id")
    liste = _cheques().where(cheques.c.bordereau_id == bordereau_id).order_by(cheques.c.banque, cheques.c.numero)
    return ligne, connexion.execute(liste).all()


def paiements_sans_bonne_fin(connexion: Connection, bail_ids: Collection[UUID]) -> frozenset[UUID]:
    """Paiements de ces baux dont le chèque n'est pas encore crédité."""
    requete = select(cheques.c.paiement_id).where(
        cheques.c.bail_id.in_(bail_ids), cheques.c.statut.in_(tuple(SANS_BONNE_FIN))
    )
    return frozenset(connexion.execute(requete).scalars())


def en_retard(ligne: Any, *, au: date) -> bool:
    """Pas encore remis à la banque, et le délai de la maison est passé."""
    return ligne.statut in _A_REMETTRE and ligne.remettre_avant < au


def _cheques() -> Select[Any]:
    return select(cheques, comptes.c.reference).join(comptes, comptes.c.id == cheques.c.bail_id)
