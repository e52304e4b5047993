"""Lectures du social. Un dossier d'un autre est introuvable, comme un dossier qui n'existe pas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, or_, select

from social.adapters.orm import dossiers
from social.domain.codes import StatutDossier
from social.domain.secret import dossier_introuvable

LIBRE = (StatutDossier.ORIENTE, StatutDossier.PROPOSE)
"""États où nul n'a encore pris le dossier : tout agent qui pilote la mission peut l'accueillir."""


def dossier(connexion: Connection, dossier_id: UUID, *, lecteur: str) -> Row[Any]:
    """Lève Introuvable si le dossier n'existe pas ou a un autre référent."""
    ligne = connexion.execute(select(dossiers).where(dossiers.c.id == dossier_id, _siens(lecteur))).first()
    if ligne is None:
        raise dossier_introuvable(dossier_id)
    return ligne


def liste_dossiers(
    connexion: Connection, *, lecteur: str, statut: str, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Ses dossiers et les orientations à accueillir, au plus `nombre` + 1, par identifiant croissant."""
    requete = select(dossiers).where(_siens(lecteur)).order_by(dossiers.c.id).limit(nombre + 1)
    if statut:
        requete = requete.where(dossiers.c.statut == statut)
    if apres:
        requete = requete.where(dossiers.c.id > apres)
    return connexion.execute(requete).all()


def statut_du_bail(connexion: Connection, bail_id: UUID, *, suivis_par: str | None) -> Row[Any] | None:
    """Dernier dossier du bail ; `suivis_par` : seulement s'il est à cet agent (Introuvable sinon)."""
    requete = select(dossiers).where(dossiers.c.bail_id == bail_id).order_by(dossiers.c.id.desc()).limit(1)
    ligne = connexion.execute(requete).first()
    if suivis_par is not None and (ligne is None or ligne.referent != suivis_par):
        raise dossier_introuvable(bail_id)
    return ligne


def _siens(lecteur: str) -> Any:
    return or_(dossiers.c.referent == lecteur, and_(dossiers.c.referent.is_(None), dossiers.c.statut.in_(LIBRE)))
