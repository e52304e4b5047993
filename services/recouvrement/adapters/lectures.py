"""Lectures du recouvrement. `suivis_par` restreint aux ménages qu'un agent suit (portée SUIVIS) ; None : tous."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, Table, Text, and_, bindparam, func, or_, select

from recouvrement.adapters.orm import accompagnements, baux_suivis, dossiers, dossiers_fsl, plans, situations
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.phases import Phase
from recouvrement.domain.plan_apurement import PlanApurement
from recouvrement.domain.situation import VISENT_LE_DEBITEUR, SituationDebiteur
from socle.domaine.refus import Introuvable
from socle.technique.lecture import Jouer, LecturePreparee

_SUIVIS_PAR = bindparam("suivis_par", type_=Text)
_FICHE = LecturePreparee(
    select(accompagnements.c.statut.label("accompagne"), dossiers)
    .select_from(baux_suivis)
    .join(accompagnements, accompagnements.c.bail_id == baux_suivis.c.bail_id, isouter=True)
    .join(dossiers, and_(dossiers.c.bail_id == baux_suivis.c.bail_id, dossiers.c.phase != Phase.CLOS), isouter=True)
    .where(
        baux_suivis.c.bail_id == bindparam("bail_id"),
        or_(_SUIVIS_PAR.is_(None), accompagnements.c.referent == _SUIVIS_PAR),
    )
)
_DU_DOSSIER = [colonne.name for colonne in dossiers.c]


@dataclass(frozen=True, kw_only=True)
class Impaye:
    """L'impayé d'un bail : `accompagnement`, dernier statut connu ou AUCUN ; `dossier` ouvert, détaché, s'il y en a un."""

    accompagnement: str
    dossier: DossierImpaye | None


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


def impaye_du_bail(jouer: Jouer, bail_id: UUID, *, suivis_par: str | None) -> Impaye:
    """Lève Introuvable si le bail est inconnu ou hors de la portée de l'agent."""
    lignes = jouer(_FICHE, bail_id=bail_id, suivis_par=suivis_par)
    if not lignes:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    accompagne, *valeurs = lignes[0]
    champs = dict(zip(_DU_DOSSIER, valeurs, strict=True))
    return Impaye(
        accompagnement=accompagne.value if accompagne else "AUCUN",
        dossier=DossierImpaye(**champs) if champs["id"] is not None else None,
    )


def exiger_bail(connexion: Connection, bail_id: UUID, *, suivis_par: str | None) -> None:
    """Lève Introuvable si le bail est inconnu ou hors de la portée de l'agent."""
    connu = connexion.execute(select(baux_suivis.c.bail_id).where(baux_suivis.c.bail_id == bail_id)).first()
    if connu is None or (suivis_par is not None and not _suit(connexion, bail_id, suivis_par)):
        raise Introuvable("Bail", bail_id, champ="bail_id")


def situations_du_bail(connexion: Connection, bail_id: UUID) -> list[SituationDebiteur]:
    """Situations détachées qui visent le bail ou, ailleurs, son débiteur ; de la plus ancienne à la plus récente."""
    debiteur = (
        select(func.coalesce(baux_suivis.c.locataire_id, baux_suivis.c.bail_id))
        .where(baux_suivis.c.bail_id == bail_id)
        .scalar_subquery()
    )
    du_debiteur = and_(situations.c.debiteur_id == debiteur, situations.c.nature.in_(VISENT_LE_DEBITEUR))
    requete = select(situations).where(or_(situations.c.bail_id == bail_id, du_debiteur))
    lignes = connexion.execute(requete.order_by(situations.c.effet_le, situations.c.id))
    return [SituationDebiteur(**ligne._mapping) for ligne in lignes]


def plans_du_dossier(connexion: Connection, dossier_id: UUID) -> list[PlanApurement]:
    """Plans détachés d'un dossier, du plus ancien au plus récent."""
    lignes = connexion.execute(select(plans).where(plans.c.dossier_id == dossier_id).order_by(plans.c.id))
    return [PlanApurement(**ligne._mapping) for ligne in lignes]


def dossier_du_plan(connexion: Connection, plan_id: UUID) -> UUID:
    """Identifiant du dossier d'un plan. Lève Introuvable."""
    requete = select(plans.c.dossier_id).where(plans.c.id == plan_id)
    dossier_id: UUID | None = connexion.execute(requete).scalar_one_or_none()
    if dossier_id is None:
        raise Introuvable("PlanApurement", plan_id, champ="plan_id")
    return dossier_id


def est_premier_incident(connexion: Connection, dossier: Row[Any]) -> bool:
    """Vrai si aucun dossier d'impayé n'a été ouvert plus tôt pour ce bail."""
    avant = select(dossiers.c.id).where(
        dossiers.c.bail_id == dossier.bail_id, dossiers.c.id != dossier.id, dossiers.c.ouvert_le <= dossier.ouvert_le
    )
    return connexion.execute(avant).first() is None


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
