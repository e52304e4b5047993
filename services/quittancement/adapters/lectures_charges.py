"""Lectures des charges : campagnes, décomptes et leurs lignes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from quittancement.adapters.orm_charges import decomptes
from quittancement.domain.campagne_charges import CampagneCharges
from quittancement.domain.charges.decompte import Decompte
from socle.domaine.refus import Introuvable

_LIGNES = text(
    """SELECT p.depense, p.volet, p.montant, d.nature, d.perimetre, d.cle, d.service_le, d.montant AS facture,
              (SELECT sum(t.montant) FROM charges_part t
                WHERE t.campagne_id = p.campagne_id AND t.depense = p.depense AND t.volet = p.volet) AS total
         FROM charges_part p JOIN charges_depense d ON (d.campagne_id, d.reference) = (p.campagne_id, p.depense)
        WHERE p.campagne_id = :campagne_id AND p.bail_id = :bail_id ORDER BY p.depense, p.volet, p.lot"""
)


def campagne(session: Session, campagne_id: UUID) -> CampagneCharges:
    """Lève Introuvable."""
    trouvee = session.get(CampagneCharges, campagne_id)
    if trouvee is None:
        raise Introuvable("Campagne", campagne_id, champ="campagne_id")
    return trouvee


def decompte(session: Session, campagne_id: UUID, bail_id: UUID) -> Decompte:
    """Lève Introuvable."""
    trouve = session.get(Decompte, (campagne_id, bail_id))
    if trouve is None:
        raise Introuvable("Décompte", bail_id, champ="bail_id")
    return trouve


def lignes(connexion: Connection, campagne_id: UUID, bail_id: UUID) -> Sequence[Row[Any]]:
    """Parts d'un bail avec, pour chacune, sa dépense et le total réparti sur tout le périmètre."""
    return connexion.execute(_LIGNES, {"campagne_id": campagne_id, "bail_id": bail_id}).all()


def liste(session: Session, campagne_id: UUID, *, statut: str, apres: UUID | None, nombre: int) -> Sequence[Decompte]:
    """Une ligne de plus que demandé, dans l'ordre des baux."""
    requete = session.query(Decompte).filter(decomptes.c.campagne_id == campagne_id)
    if statut:
        requete = requete.filter(decomptes.c.statut == statut)
    if apres is not None:
        requete = requete.filter(decomptes.c.bail_id > apres)
    return requete.order_by(decomptes.c.bail_id).limit(nombre + 1).all()
