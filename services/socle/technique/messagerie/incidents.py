"""Les incidents : ce qu'une réaction n'a pas pu faire, quand on le reprend, et ce que cela retient.

Un incident est en reprise (passager), garé (définitif), puis levé, rejoué ou écarté. Rien n'y cite une donnée de personne.
"""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import structlog
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.orm import Session

from socle.domaine.refus import Refus
from socle.technique.contexte import Horloge
from socle.technique.evenements import Illisible, Reaction
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.enveloppe import Enveloppe, cle_agregat

journal = structlog.get_logger("consommation")

ATTENTE_MIN, ATTENTE_MAX = timedelta(seconds=1), timedelta(minutes=5)
AGE_MAX_REPRISE = timedelta(hours=24)
"""Au-delà, une erreur passagère est tenue pour définitive et garée."""

_PROCHAINE_REPRISE = text(
    """SELECT id, reaction, entetes, corps, tentatives FROM incident i
        WHERE statut = 'REPRISE' AND prochaine_le <= :maintenant
          AND NOT (bloquant AND EXISTS (
                SELECT 1 FROM incident p
                 WHERE p.statut IN ('REPRISE', 'GARE') AND p.reaction = i.reaction AND p.source = i.source
                   AND p.aggregate_type = i.aggregate_type AND p.aggregate_id = i.aggregate_id
                   AND p.aggregate_seq < i.aggregate_seq))
        ORDER BY prochaine_le, aggregate_seq LIMIT 1 FOR UPDATE SKIP LOCKED"""
)


class Incidents:
    """Table des incidents d'un service, dans la session de l'appelant."""

    def __init__(self, horloge: Horloge) -> None:
        self._horloge = horloge

    def un_ouvert(self, session: Session, enveloppes: Sequence[Enveloppe]) -> bool:
        """Vrai si un incident ouvert touche l'un de ces agrégats."""
        agregats = sorted({enveloppe.aggregate_id for enveloppe in enveloppes})
        return bool(
            session.execute(
                text(
                    """SELECT EXISTS (SELECT 1 FROM incident WHERE statut IN ('REPRISE', 'GARE')
                          AND source = ANY(:sources) AND aggregate_id = ANY(:ids))"""
                ),
                {"sources": sorted({e.source for e in enveloppes}), "ids": agregats},
            ).scalar()
        )

    def retient(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> bool:
        """Vrai si un fait précédent de l'agrégat attend encore cette réaction."""
        return bool(
            session.execute(
                text(
                    """SELECT EXISTS (SELECT 1 FROM incident WHERE statut IN ('REPRISE', 'GARE') AND reaction = :reaction
                          AND source = :source AND aggregate_type = :agregat AND aggregate_id = :id
                          AND aggregate_seq < :seq)"""
                ),
                {**cle_agregat(enveloppe), "reaction": reaction.nom, "seq": enveloppe.sequence},
            ).scalar()
        )

    def noter(
        self,
        session: Session,
        enveloppe: Enveloppe,
        reaction: Reaction,
        code: str,
        message: str,
        *,
        tentatives: int,
        gare: bool = False,
    ) -> None:
        """Ouvre l'incident, ou le met à jour : repris plus tard, garé s'il est définitif ou dure plus de `AGE_MAX_REPRISE`."""
        maintenant = self._horloge()
        session.execute(
            text(
                """INSERT INTO incident (id, statut, reaction, event_id, source, aggregate_type, aggregate_id,
                                         aggregate_seq, bloquant, entetes, corps, empreinte, code, message, tentatives,
                                         cree_le, prochaine_le)
                   VALUES (:incident, :statut, :reaction, :event_id, :source, :agregat, :id, :seq, :bloquant,
                           CAST(:entetes AS jsonb), :corps, :empreinte, :code, :message, :tentatives,
                           :maintenant, :prochaine)
                   ON CONFLICT (event_id, reaction) WHERE statut IN ('REPRISE', 'GARE')
                   DO UPDATE SET statut = CASE WHEN incident.cree_le < :limite AND excluded.tentatives > 0 THEN 'GARE'
                                               ELSE excluded.statut END,
                                 code = excluded.code, message = excluded.message,
                                 empreinte = excluded.empreinte, tentatives = excluded.tentatives,
                                 prochaine_le = excluded.prochaine_le"""
            ),
            {
                **cle_agregat(enveloppe),
                "incident": nouvel_id(),
                "statut": "GARE" if gare else "REPRISE",
                "maintenant": maintenant,
                "limite": maintenant - AGE_MAX_REPRISE,
                "reaction": reaction.nom,
                "event_id": enveloppe.id,
                "seq": enveloppe.sequence,
                "bloquant": reaction.bloquante,
                "entetes": json.dumps(dict(enveloppe.entetes), ensure_ascii=False),
                "corps": enveloppe.corps,
                "empreinte": f"{reaction.nom}:{code}",
                "code": code,
                "message": message,
                "tentatives": tentatives,
                "prochaine": maintenant + attente(tentatives),
            },
        )

    def a_reprendre(self, session: Session) -> Any:
        """La première reprise échue que rien ne retient, verrouillée ; None s'il n'y en a pas."""
        return session.execute(_PROCHAINE_REPRISE, {"maintenant": self._horloge()}).mappings().first()

    def garer(self, session: Session, incident: Any, *, code: str) -> None:
        session.execute(
            text("UPDATE incident SET statut = 'GARE', code = :code WHERE id = :id"), {"id": incident, "code": code}
        )

    def lever(self, session: Session, incident: Any, enveloppe: Enveloppe, reaction: Reaction) -> None:
        """L'effet est acquis : l'incident disparaît, et les faits qui l'attendaient sont dus tout de suite."""
        session.execute(text("DELETE FROM incident WHERE id = :id"), {"id": incident})
        session.execute(
            text(
                """UPDATE incident SET prochaine_le = :maintenant
                    WHERE statut = 'REPRISE' AND reaction = :reaction AND source = :source AND aggregate_type = :agregat
                      AND aggregate_id = :id AND code = 'EN_ATTENTE'"""
            ),
            {**cle_agregat(enveloppe), "reaction": reaction.nom, "maintenant": self._horloge()},
        )


def inscrire_refus(session: Session, enveloppe: Enveloppe, reaction: Reaction, refus: Refus) -> None:
    """Garde le refus métier d'une réaction : il ne sera pas repris."""
    session.execute(
        text(
            """INSERT INTO refus_reaction (event_id, reaction, code, message)
               VALUES (:id, :reaction, :code, :message) ON CONFLICT DO NOTHING"""
        ),
        {"id": enveloppe.id, "reaction": reaction.nom, "code": refus.code, "message": refus.message},
    )
    journal.info("réaction refusée", reaction=reaction.nom, evenement=str(enveloppe.id), code=refus.code)


def attente(tentatives: int) -> timedelta:
    """Attente avant la reprise suivante : exponentielle, bornée, avec un aléa de ±25 %."""
    if tentatives == 0:
        return timedelta()
    brut = min(ATTENTE_MIN * 2 ** min(tentatives - 1, 20), ATTENTE_MAX)
    return timedelta(seconds=brut.total_seconds() * random.uniform(0.75, 1.25))


def empreinte_de(erreur: BaseException) -> str:
    """Signature d'une faute : son type et la première ligne qui est à nous."""
    notres = pile_de(erreur)
    return f"{type(erreur).__name__}@{notres[-1] if notres else '?'}"


def pile_de(erreur: BaseException) -> list[str]:
    """Nos cadres, du plus lointain au plus proche, sans aucune donnée."""
    cadres = traceback.extract_tb(erreur.__traceback__)
    return [f"{c.name}:{c.lineno}" for c in cadres if "site-packages" not in c.filename]


def resume_de(erreur: BaseException) -> str:
    """Ce qu'on garde d'une erreur. Jamais son texte : il pourrait citer une donnée d'un locataire."""
    if isinstance(erreur, Illisible):
        return str(erreur)
    if isinstance(erreur, ValidationError):
        champs: Sequence[str] = [".".join(str(p) for p in e["loc"]) for e in erreur.errors(include_input=False)]
        return f"Corps non conforme : {', '.join(champs)}."
    return type(erreur).__name__
