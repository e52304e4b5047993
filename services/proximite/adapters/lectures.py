"""Lectures de la proximité, dans le périmètre de l'agent (None : tout le patrimoine)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, select

from proximite.adapters.orm import bons, occupations, reclamations
from socle.domaine.refus import Introuvable

Perimetre = Sequence[str] | None


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


def reclamations_du_bail(connexion: Connection, bail_id: UUID, *, perimetre: Perimetre) -> Sequence[Row[Any]]:
    """Réclamations du bail, de la plus récente à la plus ancienne. Lève Introuvable si le bail n'est pas à voir."""
    occupation = _dans(select(occupations).where(occupations.c.bail_id == bail_id), occupations, perimetre)
    if connexion.execute(occupation).first() is None:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    requete = select(reclamations).where(reclamations.c.bail_id == bail_id).order_by(reclamations.c.id.desc())
    return connexion.execute(requete).all()


def _dans(requete: Select[Any], table: Table, perimetre: Perimetre) -> Select[Any]:
    if perimetre is None:
        return requete
    return requete.where(table.c.residence_id.in_([UUID(residence) for residence in perimetre]))
