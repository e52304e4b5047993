"""Lectures des caisses de loge, dans le périmètre de l'agent (None : tout le patrimoine)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from proximite.adapters.lectures import Perimetre
from proximite.adapters.orm import caisses
from proximite.domain.caisse import Caisse, StatutCaisse
from proximite.domain.encaissement import Encaissement
from socle.domaine.refus import Introuvable


def caisse(session: Session, caisse_id: UUID, *, perimetre: Perimetre) -> Caisse:
    """Lève Introuvable, aussi hors du périmètre."""
    trouvee = session.get(Caisse, caisse_id)
    if trouvee is None or not _visible(trouvee, perimetre):
        raise Introuvable("Caisse", caisse_id, champ="caisse_id")
    return trouvee


def encaissement(session: Session, encaissement_id: UUID, *, perimetre: Perimetre) -> Encaissement:
    """Lève Introuvable, aussi si sa caisse est hors du périmètre."""
    trouve = session.get(Encaissement, encaissement_id)
    sienne = session.get(Caisse, trouve.caisse_id) if trouve else None
    if trouve is None or sienne is None or not _visible(sienne, perimetre):
        raise Introuvable("Encaissement", encaissement_id, champ="encaissement_id")
    return trouve


def liste_caisses(
    session: Session,
    *,
    perimetre: Perimetre,
    statut: StatutCaisse | None,
    loge: str,
    a_alerter: bool,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Caisse]:
    """Au plus `nombre` + 1 caisses du périmètre, par identifiant croissant."""
    requete = select(Caisse).order_by(caisses.c.id).limit(nombre + 1)
    if perimetre is not None:
        requete = requete.where(caisses.c.residence_id.in_([UUID(residence) for residence in perimetre]))
    if statut is not None:
        requete = requete.where(caisses.c.statut == statut)
    if loge:
        requete = requete.where(caisses.c.loge == loge)
    if a_alerter:
        requete = requete.where(caisses.c.ecart_a_alerter, caisses.c.vise_par == "")
    if apres is not None:
        requete = requete.where(caisses.c.id > apres)
    return session.scalars(requete).all()


def _visible(trouvee: Caisse, perimetre: Perimetre) -> bool:
    return perimetre is None or str(trouvee.residence_id) in perimetre
