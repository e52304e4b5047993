"""Lectures des demandes, directement sur les tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    bindparam,
    column,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB

from demandes.adapters.orm import demandes, offres
from demandes.domain.candidature import Candidature
from demandes.domain.demande import Demande, StatutDemande
from demandes.domain.logement_offert import LogementOffert
from demandes.domain.offre import Offre
from demandes.domain.refus_candidat import REFUS
from socle.domaine.refus import Introuvable
from socle.technique.lecture import Jouer, LecturePreparee

_CANDIDATURE = TypeAdapter(Candidature)
_FICHE = LecturePreparee(
    select(
        demandes.c.id,
        demandes.c.numero_unique,
        demandes.c.statut,
        demandes.c.deposee_le,
        demandes.c.radiee_le,
        demandes.c.motif_radiation,
        demandes.c.complet_le,
    ).where(demandes.c.id == bindparam("demande_id"))
)


def demande(connexion: Connection, demande_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(demandes).where(demandes.c.id == demande_id)).first()
    if ligne is None:
        raise Introuvable("Demande", demande_id, champ="demande_id")
    return ligne


def fiche(jouer: Jouer, demande_id: UUID) -> Any:
    """Ce que montre la carte de la vue 360°, sans les personnes ni leurs revenus. Lève Introuvable."""
    lignes = jouer(_FICHE, demande_id=demande_id)
    if not lignes:
        raise Introuvable("Demande", demande_id, champ="demande_id")
    return lignes[0]


def liste_demandes(connexion: Connection, *, statut: str, apres: UUID | None, nombre: int) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 demandes, par identifiant croissant."""
    requete = select(demandes).order_by(demandes.c.id).limit(nombre + 1)
    if statut:
        requete = requete.where(demandes.c.statut == statut)
    if apres:
        requete = requete.where(demandes.c.id > apres)
    return connexion.execute(requete).all()


def visant(connexion: Connection, logement: LogementOffert) -> list[Demande]:
    """Demandes vivantes qui souhaitent ce logement (`candidats.vise`), détachées : on les évalue sans rien écrire."""
    requete = select(demandes).where(
        demandes.c.statut != StatutDemande.RADIEE,
        _souhaite(demandes.c.communes, logement.code_insee),
        _souhaite(demandes.c.typologies, logement.typologie.upper()),
    )
    return [en_demande(ligne) for ligne in connexion.execute(requete)]


def _souhaite(colonne: Column[Any], code: str) -> ColumnElement[bool]:
    """Un souhait vide n'exclut rien."""
    liste = type_coerce(colonne, JSONB)
    return or_(liste == literal([], JSONB), liste.has_key(code))


def en_demande(ligne: Row[Any]) -> Demande:
    """Demande détachée."""
    return Demande(**ligne._mapping)


def refus_connus(connexion: Connection, demande_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Candidature]]:
    """Candidatures refusées ou restées sans réponse, par demande, dans toutes les offres de ce bailleur."""
    candidature = func.jsonb_array_elements(type_coerce(offres.c.candidatures, JSONB)).table_valued(
        column("value", JSONB)
    )
    requete = (
        select(candidature.c.value)
        .select_from(offres.join(candidature, true()))
        .where(
            candidature.c.value["statut"].astext.in_([statut.value for statut in REFUS]),
            candidature.c.value["demande_id"].astext.in_([str(demande_id) for demande_id in demande_ids]),
        )
    )
    refus: dict[UUID, list[Candidature]] = {}
    for valeur in connexion.execute(requete).scalars():
        candidat = _CANDIDATURE.validate_python(valeur)
        refus.setdefault(candidat.demande_id, []).append(candidat)
    return refus


def demandeurs(connexion: Connection, demande_ids: Sequence[UUID]) -> Sequence[Row[Any]]:
    """Demandes trouvées parmi celles demandées."""
    return connexion.execute(select(demandes).where(demandes.c.id.in_(demande_ids))).all()


def offre(connexion: Connection, offre_id: UUID) -> Row[Any]:
    """Lève Introuvable."""
    ligne = connexion.execute(select(offres).where(offres.c.id == offre_id)).first()
    if ligne is None:
        raise Introuvable("Offre", offre_id, champ="offre_id")
    return ligne


def liste_offres(
    connexion: Connection, *, statut: str, logement_id: UUID | None, apres: UUID | None, nombre: int
) -> Sequence[Row[Any]]:
    """Au plus `nombre` + 1 offres, par identifiant croissant."""
    requete = select(offres).order_by(offres.c.id).limit(nombre + 1)
    if statut:
        requete = requete.where(offres.c.statut == statut)
    if logement_id:
        requete = requete.where(offres.c.logement_id == logement_id)
    if apres:
        requete = requete.where(offres.c.id > apres)
    return connexion.execute(requete).all()


def en_offre(ligne: Row[Any]) -> Offre:
    """Offre détachée."""
    return Offre(**ligne._mapping)
