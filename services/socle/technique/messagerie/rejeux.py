"""Rejouer une plage de faits pour une réaction : la source les remet à envoyer, le consommateur laisse passer les absents.

Le consommateur inscrit un rejeu (réaction, source, plage). Tant qu'il court, un fait déjà passé n'est plus seulement
un doublon : il est donné à cette réaction, et l'inbox n'en garde que ceux qu'elle n'a jamais vus. Les autres réactions
et les autres services l'écartent comme toujours.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from socle.domaine.refus import DonneeInvalide
from socle.technique.evenements import Reaction, Reception
from socle.technique.identifiants import naissance, nouvel_id
from socle.technique.messagerie.enveloppe import AGE_MAX, Enveloppe
from socle.technique.unite_de_travail import CANAL_OUTBOX

DUREE = timedelta(days=2)
"""Un rejeu reste ouvert assez longtemps pour que toute la plage soit livrée, puis s'éteint de lui-même."""

MARGE = timedelta(minutes=1)
"""L'identifiant d'un fait porte l'heure du processus, sa ligne celle de la base : elles peuvent différer un peu."""

_OUVERTS = text(
    """SELECT reaction, aggregate_id, du, au FROM rejeu
        WHERE source = :source AND aggregate_type = :agregat AND expire_le > :maintenant"""
)
_DE_L_ARCHIVE = text(
    """WITH choisis AS (
           DELETE FROM outbox_archive
            WHERE aggregate_type = :agregat AND created_at BETWEEN :du AND :au AND (:id = '' OR aggregate_id = :id)
           RETURNING *)
       INSERT INTO outbox SELECT * FROM choisis"""
)
_A_RENVOYER = text(
    """UPDATE outbox SET sent_at = NULL
        WHERE aggregate_type = :agregat AND created_at BETWEEN :du AND :au AND sent_at IS NOT NULL
          AND (:id = '' OR aggregate_id = :id)"""
)
_COMPTER = text(
    """SELECT (SELECT count(*) FROM outbox WHERE aggregate_type = :agregat AND created_at BETWEEN :du AND :au
                  AND (:id = '' OR aggregate_id = :id))
            + (SELECT count(*) FROM outbox_archive WHERE aggregate_type = :agregat AND created_at BETWEEN :du AND :au
                  AND (:id = '' OR aggregate_id = :id))"""
)


def a_rejouer(
    session: Session, doublons: Sequence[Enveloppe], reception: Reception, *, maintenant: datetime
) -> list[tuple[Enveloppe, Reaction]]:
    """Parmi des faits déjà passés, ceux qu'un rejeu ouvert donne encore à une réaction."""
    ouverts: dict[tuple[str, str], Sequence[Any]] = {}
    choisis = []
    for enveloppe in doublons:
        flux = (enveloppe.source, enveloppe.aggregate_type)
        if flux not in ouverts:
            cle = {"source": flux[0], "agregat": flux[1], "maintenant": maintenant}
            ouverts[flux] = session.execute(_OUVERTS, cle).all()
        choisis += [
            (enveloppe, reaction)
            for reaction in reception.pour(enveloppe.source, enveloppe.type)
            if any(_couvre(rejeu, enveloppe, reaction) for rejeu in ouverts[flux])
        ]
    return choisis


def _couvre(rejeu: Any, enveloppe: Enveloppe, reaction: Reaction) -> bool:
    ne = naissance(enveloppe.id)
    assert ne is not None  # vérifié à la lecture
    return (
        rejeu.reaction == reaction.nom
        and rejeu.aggregate_id in ("", enveloppe.aggregate_id)
        and rejeu.du <= ne <= rejeu.au
    )


def ouvrir_rejeu(
    moteur: Engine,
    reception: Reception,
    *,
    reaction: str,
    du: datetime,
    au: datetime,
    agregat_id: str,
    acteur: str,
    maintenant: datetime,
    a_blanc: bool = False,
) -> tuple[str, str]:
    """Chez le consommateur : ouvre le rejeu d'une plage ; rend le flux (source, type d'agrégat) à renvoyer.

    À blanc : vérifie seulement.

    Lève DonneeInvalide : REACTION_INCONNUE, PLAGE_VIDE, PLAGE_TROP_ANCIENNE (au-delà de 400 jours, l'inbox ne peut
    plus dire ce qui a été fait).
    """
    choisie = next((r for r in reception.reactions if r.nom == reaction), None)
    if choisie is None:
        connues = ", ".join(sorted(r.nom for r in reception.reactions))
        raise DonneeInvalide("REACTION_INCONNUE", f"« {reaction} » : réactions connues : {connues}.", champ="reaction")
    if du > au:
        raise DonneeInvalide("PLAGE_VIDE", "La plage finit avant de commencer.", champ="au")
    if maintenant - du > AGE_MAX:
        raise DonneeInvalide(
            "PLAGE_TROP_ANCIENNE", f"L'inbox ne garantit l'unicité que sur {AGE_MAX.days} jours.", champ="du"
        )
    modele = choisie.modele
    if a_blanc:
        return modele.source, modele.agregat
    with moteur.begin() as connexion:
        connexion.execute(
            text(
                """INSERT INTO rejeu (id, reaction, source, aggregate_type, aggregate_id, du, au, acteur, expire_le)
                   VALUES (:id, :reaction, :source, :agregat, :agregat_id, :du, :au, :acteur, :expire)"""
            ),
            {
                "id": nouvel_id(),
                "reaction": reaction,
                "source": modele.source,
                "agregat": modele.agregat,
                "agregat_id": agregat_id,
                "du": du - MARGE,
                "au": au + MARGE,
                "acteur": acteur,
                "expire": maintenant + DUREE,
            },
        )
        _inscrire_acte(
            connexion, acteur, "REJOUER_PLAGE", reaction, f"{du.isoformat()} → {au.isoformat()} {agregat_id}"
        )
    return modele.source, modele.agregat


def renvoyer(
    moteur: Engine, *, agregat: str, du: datetime, au: datetime, agregat_id: str, acteur: str, a_blanc: bool = False
) -> int:
    """Chez la source : remet à envoyer les faits d'une plage, archive comprise ; rend leur nombre. À blanc : compte seulement."""
    plage = {"agregat": agregat, "du": du, "au": au, "id": agregat_id}
    with moteur.begin() as connexion:
        if a_blanc:
            return int(connexion.execute(_COMPTER, plage).scalar_one())
        connexion.execute(_DE_L_ARCHIVE, plage)
        nombre = int(connexion.execute(_A_RENVOYER, plage).rowcount)
        _inscrire_acte(connexion, acteur, "RENVOYER", agregat, f"{nombre} faits, {du.isoformat()} → {au.isoformat()}")
        connexion.execute(text("SELECT pg_notify(:canal, '')"), {"canal": CANAL_OUTBOX})
    return nombre


def _inscrire_acte(connexion: Any, acteur: str, acte: str, cible: str, detail: str) -> None:
    connexion.execute(
        text("INSERT INTO journal_noyau (acteur, acte, cible, detail) VALUES (:acteur, :acte, :cible, :detail)"),
        {"acteur": acteur, "acte": acte, "cible": cible, "detail": detail},
    )
