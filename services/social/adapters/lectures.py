"""Requêtes du social sur ses tables. La règle du secret décide ensuite : ici, rien que des lignes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, or_, select

from social.adapters.orm import acces, dossiers
from socle.domaine.refus import Introuvable
from socle.technique.lecture import Jouer, LecturePreparee

_DU_BAIL = LecturePreparee(
    select(
        *(dossiers.c[nom] for nom in ("statut", "referent", "clos_le", "ouvert_le", "refuse_le", "propose_le")),
    )
    .where(dossiers.c.bail_id == bindparam("bail_id"))
    .order_by(dossiers.c.id.desc())
    .limit(1)
)


def liste_dossiers(
    connexion: Connection, *, referent: str, statut: str, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Dossiers de `referent` et ceux que nul n'a pris, au plus `nombre` + 1, par identifiant croissant."""
    requete = (
        select(dossiers)
        .where(or_(dossiers.c.referent == referent, dossiers.c.referent.is_(None)))
        .order_by(dossiers.c.id)
        .limit(nombre + 1)
    )
    if statut:
        requete = requete.where(dossiers.c.statut == statut)
    if apres:
        requete = requete.where(dossiers.c.id > apres)
    return connexion.execute(requete).all()


def statut_du_bail(jouer: Jouer, bail_id: UUID, *, suivis_par: str | None) -> Any | None:
    """Dernier dossier du bail ; `suivis_par` : seulement s'il est à cet agent ou à personne (Introuvable sinon).

    Un travailleur social lit la situation des ménages orientés ou suivis (spécification G.11.2).
    """
    ligne = next(iter(jouer(_DU_BAIL, bail_id=bail_id)), None)
    if suivis_par is not None and (ligne is None or ligne.referent not in (None, suivis_par)):
        raise Introuvable("StatutAccompagnement", bail_id, champ="bail_id")
    return ligne


def liste_acces(
    connexion: Connection, *, dossier_id: UUID | None, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Journal des accès, au plus `nombre` + 1 lignes, du plus ancien au plus récent."""
    requete = select(acces).order_by(acces.c.id).limit(nombre + 1)
    if dossier_id:
        requete = requete.where(acces.c.dossier_id == dossier_id)
    if apres:
        requete = requete.where(acces.c.id > apres)
    return connexion.execute(requete).all()


def effacer_acces(connexion: Connection, *, avant: datetime) -> int:
    """Efface les accès inscrits avant cet instant ; rend leur nombre."""
    return connexion.execute(delete(acces).where(acces.c.le < avant)).rowcount
