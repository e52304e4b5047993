"""Lectures des baux, directement sur les tables. Un périmètre None vaut tout le patrimoine."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Connection, Row, Select, Uuid, any_, bindparam, or_, select

from baux.adapters.orm import baux, logements, propositions, residences
from socle.domaine.refus import Indisponible, Introuvable
from socle.technique.lecture import Jouer, LecturePreparee

Perimetre = Sequence[str] | None

_HORS_FICHE = ("annexes", "etats_des_lieux", "zone", "financement", "loyer_maximum", "offre_id", "sequence")
_DU_BAIL = [colonne for colonne in baux.c if colonne.name not in _HORS_FICHE]
_DU_LOGEMENT = [
    *(colonne for colonne in logements.c if colonne.name != "sequence"),
    *(colonne.label(f"residence_{colonne.name}") for colonne in residences.c if colonne.name != "id"),
]
_LigneBail = namedtuple("_LigneBail", [colonne.name for colonne in _DU_BAIL])  # type: ignore[misc]
_LigneLogement = namedtuple("_LigneLogement", [colonne.name for colonne in _DU_LOGEMENT])  # type: ignore[misc]
_PERIMETRE = bindparam("perimetre", type_=ARRAY(Uuid))
_FICHE = LecturePreparee(
    select(*(colonne.label(f"bail_{colonne.name}") for colonne in _DU_BAIL), *_DU_LOGEMENT)
    .select_from(baux)
    .join(logements, logements.c.id == baux.c.logement_id)
    .join(residences, residences.c.id == logements.c.residence_id)
    .where(
        baux.c.locataire_id == bindparam("locataire_id"),
        or_(_PERIMETRE.is_(None), baux.c.residence_id == any_(_PERIMETRE)),
    )
    .order_by(baux.c.id.desc())
    .limit(1)
)


def logement(connexion: Connection, logement_id: UUID) -> Row[Any]:
    """Logement et sa résidence. Lève Introuvable."""
    ligne = connexion.execute(_logements().where(logements.c.id == logement_id)).first()
    if ligne is None:
        raise Introuvable("Logement", logement_id, champ="logement_id")
    return ligne


def liste_logements(
    connexion: Connection, *, residence_id: UUID | None, statut: str, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 logements après l'identifiant donné, par identifiant croissant."""
    requete = _logements().order_by(logements.c.id).limit(nombre + 1)
    if residence_id:
        requete = requete.where(logements.c.residence_id == residence_id)
    if statut:
        requete = requete.where(logements.c.statut == statut)
    if apres:
        requete = requete.where(logements.c.id > apres)
    return connexion.execute(requete).all()


def bail(connexion: Connection, bail_id: UUID, *, perimetre: Perimetre) -> Row[Any]:
    """Lève Introuvable, aussi quand le bail est hors du périmètre de l'agent."""
    ligne = connexion.execute(_dans(select(baux).where(baux.c.id == bail_id), perimetre)).first()
    if ligne is None:
        raise Introuvable("Bail", bail_id, champ="bail_id")
    return ligne


def liste_baux(
    connexion: Connection,
    *,
    perimetre: Perimetre,
    residence_id: UUID | None,
    statut: str,
    apres: UUID | None,
    nombre: int,
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 baux du périmètre, par identifiant croissant."""
    requete = _dans(select(baux), perimetre).order_by(baux.c.id).limit(nombre + 1)
    if residence_id:
        requete = requete.where(baux.c.residence_id == residence_id)
    if statut:
        requete = requete.where(baux.c.statut == statut)
    if apres:
        requete = requete.where(baux.c.id > apres)
    return connexion.execute(requete).all()


def bail_du_locataire(jouer: Jouer, locataire_id: UUID, *, perimetre: Perimetre) -> tuple[Any, Any]:
    """Dernier bail du locataire et son logement, tels que les montre la carte de la vue 360°. Lève Introuvable."""
    voulues = None if perimetre is None else [UUID(residence) for residence in perimetre]
    lignes = jouer(_FICHE, locataire_id=locataire_id, perimetre=voulues)
    if not lignes:
        raise Introuvable("Locataire", locataire_id, champ="locataire_id")
    ligne = lignes[0]
    return _LigneBail._make(ligne[: len(_DU_BAIL)]), _LigneLogement._make(ligne[len(_DU_BAIL) :])


def titulaires(connexion: Connection, bail_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Titulaires et adresse de chaque bail demandé ; un bail inconnu est simplement absent."""
    requete = (
        select(
            baux.c.id,
            baux.c.reference,
            baux.c.titulaires,
            logements.c.reference.label("logement_reference"),
            residences.c.adresse,
            residences.c.code_postal,
            residences.c.commune,
        )
        .join(logements, logements.c.id == baux.c.logement_id)
        .join(residences, residences.c.id == logements.c.residence_id)
        .where(baux.c.id.in_(bail_ids))
    )
    return connexion.execute(requete).all()


def proposition(connexion: Connection, offre_id: UUID) -> Row[Any]:
    """Proposition acceptée d'une offre. Lève Indisponible tant que l'acceptation n'est pas arrivée jusqu'ici."""
    ligne = connexion.execute(select(propositions).where(propositions.c.offre_id == offre_id)).first()
    if ligne is None:
        raise Indisponible(
            "PROPOSITION_PAS_ENCORE_CONNUE",
            "Aucune proposition acceptée n'est connue pour cette offre ; si elle vient de l'être, réessayez.",
            champ="offre_id",
        )
    return ligne


def _logements() -> Select[Any]:
    return select(
        logements,
        *(colonne.label(f"residence_{colonne.name}") for colonne in residences.c if colonne.name != "id"),
    ).join(residences, residences.c.id == logements.c.residence_id)


def _dans(requete: Select[Any], perimetre: Perimetre) -> Select[Any]:
    if perimetre is None:
        return requete
    return requete.where(baux.c.residence_id.in_([UUID(residence) for residence in perimetre]))
