"""Lectures des espèces de loge : ce qui attend un bail, ce qui va à la banque."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from quittancement.adapters.orm_caisse import encaissements, remises_especes
from quittancement.domain.caisse.especes import StatutEspeces, StatutRemiseEspeces


def encaissements_en_attente(connexion: Connection, *, apres: UUID | None, nombre: int) -> Sequence[Row[Any]]:
    """Une ligne de plus que demandé, par identifiant croissant."""
    requete = select(encaissements).where(encaissements.c.statut == StatutEspeces.EN_ATTENTE)
    if apres is not None:
        requete = requete.where(encaissements.c.id > apres)
    return connexion.execute(requete.order_by(encaissements.c.id).limit(nombre + 1)).all()


def liste_remises(
    connexion: Connection, *, statut: StatutRemiseEspeces | None, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Une ligne de plus que demandé, par identifiant de caisse croissant."""
    requete = select(remises_especes).order_by(remises_especes.c.id).limit(nombre + 1)
    if statut is not None:
        requete = requete.where(remises_especes.c.statut == statut)
    if apres is not None:
        requete = requete.where(remises_especes.c.id > apres)
    return connexion.execute(requete).all()
