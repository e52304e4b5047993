"""Lectures du recouvrement. `suivis_par` restreint aux ménages qu'un agent suit (portée SUIVIS) ; None : tous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, select

from recouvrement.adapters.orm import accompagnements, baux_suivis, dossiers, dossiers_fsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.phases import Phase
from socle.domaine.refus import Introuvable


def dossier(connexion: Connection, dossier_id: UUID, *, suivis_par: str | None) -> Row[Any]:
    """Lève Introuvable, aussi pour un ménage que l'agent ne suit pas."""
    requete = _suivis(select(dossiers).where(dossiers.c.id == dossier_id), dossiers, suivis_par)
    ligne = connexion.execute(requete).first()
    if ligne is None:
        raise Introuvable("DossierImpaye", dossier_id, champ="dossier_id")
    return ligne


def liste_dossiers(
    connexion: Connection,
    *,
    suivis_par: str | None,
    phase: str,
    bail_id: UUID | None,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 dossiers, par identifiant croissant."""
    requete = _suivis(select(dossiers), dossiers, suivis_par).order_by(dossiers.c.id).limit(nombre + 1)
    if phase:
        requete = requete.where(dossiers.c.phase == phase)
    if bail_id:
        requete = requete.where(dossiers.c.bail_id == bail_id)
    if apres:
        requete = requete.where(dossiers.c.id > apres)
    return connexion.execute(requete).all()


def ouverts(connexion: Connection) -> list[UUID]:
    """Identifiants des dossiers non clos."""
    return list(connexion.execute(select(dossiers.c.id).where(dossiers.c.phase != Phase.CLOS)).scalars())


def dossier_du_bail(connexion: Connection, bail_id: UUID, *, suivis_par: str | None) -> Row[Any] | None:
    """Dossier ouvert du bail. Lève Introuvable si le bail est inconnu ou hors de la portée de l'agent."""
    if suivis_par is not None and not _suit(connexion, bail_id, suivis_par):
        raise Introuvable("Bail", bail_id, champ="bail_id")
    if connexion.execute(select(baux_suivis.c.bail_id).where(baux_suivis.c.bail_id == bail_id)).first() is None:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    return connexion.execute(
        select(dossiers).where(dossiers.c.bail_id == bail_id, dossiers.c.phase != Phase.CLOS)
    ).first()


def accompagnement(connexion: Connection, bail_id: UUID) -> str:
    """Dernier statut d'accompagnement connu du bail ; AUCUN si rien n'est venu."""
    statut = connexion.execute(
        select(accompagnements.c.statut).where(accompagnements.c.bail_id == bail_id)
    ).scalar_one_or_none()
    return statut.value if statut is not None else "AUCUN"


def dossier_fsl(connexion: Connection, dossier_fsl_id: UUID, *, suivis_par: str | None) -> Row[Any]:
    """Lève Introuvable, aussi pour un ménage que l'agent ne suit pas."""
    requete = _suivis(select(dossiers_fsl).where(dossiers_fsl.c.id == dossier_fsl_id), dossiers_fsl, suivis_par)
    ligne = connexion.execute(requete).first()
    if ligne is None:
        raise Introuvable("DossierFsl", dossier_fsl_id, champ="dossier_fsl_id")
    return ligne


def _suit(connexion: Connection, bail_id: UUID, referent: str) -> bool:
    requete = select(accompagnements.c.bail_id).where(
        accompagnements.c.bail_id == bail_id, accompagnements.c.referent == referent
    )
    return connexion.execute(requete).first() is not None


def _suivis(requete: Select[Any], table: Table, referent: str | None) -> Select[Any]:
    if referent is None:
        return requete
    siens = select(accompagnements.c.bail_id).where(accompagnements.c.referent == referent)
    return requete.where(table.c.bail_id.in_(siens))


def en_agregat(ligne: Row[Any]) -> DossierImpaye:
    """Dossier détaché, pour y appliquer les règles sans rien écrire."""
    return DossierImpaye(**ligne._mapping)
