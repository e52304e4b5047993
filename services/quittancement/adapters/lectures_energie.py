"""Lectures des consommations. Un périmètre None vaut tout le patrimoine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from quittancement.adapters.orm import suivis
from quittancement.adapters.orm_energie import alertes, compteurs, releves
from quittancement.domain.energie.alerte import CLOSES
from socle.domaine.refus import Introuvable

Perimetre = Sequence[str] | None


def compteur(connexion: Connection, compteur_id: UUID, *, perimetre: Perimetre) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """Un compteur et ses relevés, par jour. Lève Introuvable, aussi hors du périmètre de l'agent."""
    ligne = connexion.execute(
        dans(select(compteurs).where(compteurs.c.id == compteur_id), compteurs, perimetre)
    ).first()
    if ligne is None:
        raise Introuvable("Compteur", compteur_id, champ="compteur_id")
    lus = select(releves).where(releves.c.compteur_id == compteur_id).order_by(releves.c.le, releves.c.source)
    return ligne, connexion.execute(lus).all()


def liste_compteurs(
    connexion: Connection, *, residence_id: UUID, perimetre: Perimetre, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 compteurs de la résidence, par identifiant croissant."""
    requete = dans(select(compteurs).where(compteurs.c.residence_id == residence_id), compteurs, perimetre)
    if apres:
        requete = requete.where(compteurs.c.id > apres)
    return connexion.execute(requete.order_by(compteurs.c.id).limit(nombre + 1)).all()


def residences_suivies(connexion: Connection, *, au: date) -> Sequence[UUID]:
    """Résidences dont un compteur est en place à cette date, par identifiant croissant."""
    c = compteurs.c
    en_place = (c.pose_le <= au) & (c.depose_le.is_(None) | (c.depose_le > au))
    requete = select(c.residence_id).where(en_place).distinct().order_by(c.residence_id)
    return connexion.execute(requete).scalars().all()


def dans(requete: Any, table: Any, perimetre: Perimetre) -> Any:
    """Restreint une requête aux résidences du périmètre."""
    if perimetre is None:
        return requete
    return requete.where(table.c.residence_id.in_([UUID(residence) for residence in perimetre]))


def alerte(connexion: Connection, alerte_id: UUID, *, perimetre: Perimetre, suivis_par: str | None) -> Row[Any]:
    """Lève Introuvable, aussi hors du périmètre, ou pour un ménage que l'agent ne suit pas."""
    requete = _alertes(perimetre, suivis_par).where(alertes.c.id == alerte_id)
    ligne = connexion.execute(requete).first()
    if ligne is None:
        raise Introuvable("Alerte", alerte_id, champ="alerte_id")
    return ligne


def liste_alertes(
    connexion: Connection,
    *,
    residence_id: UUID | None,
    bail_id: UUID | None,
    ouvertes: bool,
    perimetre: Perimetre,
    suivis_par: str | None,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 alertes, par identifiant croissant."""
    requete = _alertes(perimetre, suivis_par)
    if residence_id:
        requete = requete.where(alertes.c.residence_id == residence_id)
    if bail_id:
        requete = requete.where(alertes.c.bail_id == bail_id)
    if ouvertes:
        requete = requete.where(alertes.c.statut.not_in([statut.value for statut in CLOSES]))
    if apres:
        requete = requete.where(alertes.c.id > apres)
    return connexion.execute(requete.order_by(alertes.c.id).limit(nombre + 1)).all()


def _alertes(perimetre: Perimetre, suivis_par: str | None) -> Any:
    requete = dans(select(alertes), alertes, perimetre)
    if suivis_par is None:
        return requete
    return requete.where(alertes.c.bail_id.in_(select(suivis.c.bail_id).where(suivis.c.referent == suivis_par)))
