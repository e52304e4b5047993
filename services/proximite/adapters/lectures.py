"""Lectures de la proximité, dans le périmètre de l'agent (None : tout le patrimoine)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Connection, Row, Select, Table, Uuid, any_, bindparam, or_, select

from proximite.adapters.orm import bons, occupations, reclamations
from socle.domaine.refus import Introuvable
from socle.technique.lecture import Jouer, LecturePreparee

Perimetre = Sequence[str] | None

_PERIMETRE = bindparam("perimetre", type_=ARRAY(Uuid))
_DU_BAIL = LecturePreparee(
    select(reclamations)
    .select_from(occupations)
    .join(reclamations, reclamations.c.bail_id == occupations.c.bail_id, isouter=True)
    .where(
        occupations.c.bail_id == bindparam("bail_id"),
        or_(_PERIMETRE.is_(None), occupations.c.residence_id == any_(_PERIMETRE)),
    )
    .order_by(reclamations.c.id.desc())
)
"""Au moins une ligne si le bail est à voir : vide de réclamation s'il n'en a pas."""


def reclamation(connexion: Connection, reclamation_id: UUID, *, perimetre: Perimetre) -> Row[Any]:
    """Lève Introuvable, aussi hors du périmètre."""
    requete = _dans(select(reclamations).where(reclamations.c.id == reclamation_id), reclamations, perimetre)
    ligne = connexion.execute(requete).first()
    if ligne is None:
        raise Introuvable("Reclamation", reclamation_id, champ="reclamation_id")
    return ligne


def liste_reclamations(
    connexion: Connection,
    *,
    perimetre: Perimetre,
    statut: str,
    urgence: str,
    residence_id: UUID | None,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 réclamations du périmètre, par identifiant croissant."""
    requete = _dans(select(reclamations), reclamations, perimetre).order_by(reclamations.c.id).limit(nombre + 1)
    if statut:
        requete = requete.where(reclamations.c.statut == statut)
    if urgence:
        requete = requete.where(reclamations.c.urgence == urgence)
    if residence_id:
        requete = requete.where(reclamations.c.residence_id == residence_id)
    if apres:
        requete = requete.where(reclamations.c.id > apres)
    return connexion.execute(requete).all()


def bon(connexion: Connection, bon_id: UUID, *, perimetre: Perimetre) -> Row[Any]:
    """Lève Introuvable, aussi hors du périmètre."""
    ligne = connexion.execute(_dans(select(bons).where(bons.c.id == bon_id), bons, perimetre)).first()
    if ligne is None:
        raise Introuvable("Bon", bon_id, champ="bon_id")
    return ligne


def reclamations_du_bail(jouer: Jouer, bail_id: UUID, *, perimetre: Perimetre) -> Sequence[Any]:
    """Réclamations du bail, de la plus récente à la plus ancienne. Lève Introuvable si le bail n'est pas à voir."""
    residences = None if perimetre is None else [UUID(residence) for residence in perimetre]
    lignes = jouer(_DU_BAIL, bail_id=bail_id, perimetre=residences)
    if not lignes:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    return [ligne for ligne in lignes if ligne.id is not None]


def _dans(requete: Select[Any], table: Table, perimetre: Perimetre) -> Select[Any]:
    if perimetre is None:
        return requete
    return requete.where(table.c.residence_id.in_([UUID(residence) for residence in perimetre]))
