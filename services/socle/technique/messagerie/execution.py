"""L'exécution des réactions : chaque effet une fois, repris ou garé quand il échoue, jamais perdu.

Une réaction qui échoue n'arrête pas les autres : elle est reprise plus tard depuis la base (passager) ou garée
(définitif), et selon son choix elle retient ou non les suivants du même agrégat. Un refus métier est inscrit, pas repris.
"""

from __future__ import annotations

import json
import random
import traceback
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from pydantic import ValidationError
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.orm import Session

from socle.domaine.refus import ConflitDeVersion, Indisponible, Refus
from socle.technique import telemetrie
from socle.technique.contexte import Contexte, Horloge
from socle.technique.evenements import Illisible, Reaction, Reception
from socle.technique.identifiants import naissance, nouvel_id
from socle.technique.messagerie import mesures
from socle.technique.messagerie.enveloppe import Enveloppe, EnveloppeIllisible, cle_agregat, lire_enveloppe
from socle.technique.unite_de_travail import Fabrique

journal = structlog.get_logger("consommation")

ATTENTE_MIN, ATTENTE_MAX = timedelta(seconds=1), timedelta(minutes=5)
AGE_MAX_REPRISE = timedelta(hours=24)
"""Au-delà, une erreur passagère est tenue pour définitive et garée."""


class Execution:
    """Exécute les réactions d'un service sur la session de l'appelant. `preparer` d'abord."""

    def __init__(self, fabrique: Fabrique, reception: Reception, horloge: Horloge) -> None:
        self._fabrique, self._reception, self._horloge = fabrique, reception, horloge
        self._numeros: dict[str, int] = {}

    def preparer(self, connexion: Connection) -> None:
        """Inscrit les réactions et retient leur numéro d'inbox."""
        for reaction in self._reception.reactions:
            connexion.execute(
                text("INSERT INTO reaction (nom) VALUES (:nom) ON CONFLICT DO NOTHING"), {"nom": reaction.nom}
            )
        lignes = connexion.execute(text("SELECT nom, id FROM reaction")).all()
        self._numeros = {nom: numero for nom, numero in lignes}

    def reagir(self, session: Session, enveloppes: Sequence[Enveloppe]) -> None:
        """Joue les réactions à des faits, dans leur ordre.

        D'abord toutes ensemble, sous un seul point de sauvegarde : c'est le cas ordinaire, et le plus rapide. Si l'une
        échoue, ou si un agrégat est retenu par un incident, le lot est défait et rejoué réaction par réaction, chacune
        sous le sien : seule la fautive manque.
        """
        couples = [(e, reaction) for e in enveloppes for reaction in self._reception.pour(e.source, e.type)]
        if len(couples) > 1 and not self._un_incident(session, enveloppes) and self._ensemble(session, couples):
            return
        for enveloppe, reaction in couples:
            if reaction.bloquante and self._bloque(session, enveloppe, reaction):
                self._noter_incident(
                    session, enveloppe, reaction, "EN_ATTENTE", "Attend un fait précédent.", tentatives=0
                )
            else:
                self.jouer(session, enveloppe, reaction)

    def _ensemble(self, session: Session, couples: Sequence[tuple[Enveloppe, Reaction]]) -> bool:
        """Vrai si tout a réussi ; sinon rien n'en reste. La perte de la base remonte."""
        try:
            with session.begin_nested():
                inscrits = self._inscrire(session, couples)
                for enveloppe, reaction in couples:
                    if (enveloppe.id, self._numeros[reaction.nom]) in inscrits:
                        self._executer(session, enveloppe, reaction)
                        session.expunge_all()
            return True
        except Exception as erreur:
            if _base_perdue(erreur, session):
                raise
            session.expunge_all()
            return False

    def _un_incident(self, session: Session, enveloppes: Sequence[Enveloppe]) -> bool:
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

    def _bloque(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> bool:
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

    def jouer(self, session: Session, enveloppe: Enveloppe, reaction: Reaction, *, tentatives: int = 0) -> bool:
        """Exécute une réaction dans un point de sauvegarde ; rend vrai si l'effet est acquis (fait, refusé ou déjà fait).

        Une erreur devient un incident : reprise si elle est passagère, garage sinon. La perte de la base remonte.
        """
        essai = tentatives + 1
        try:
            self._tenter(session, enveloppe, reaction)
            return True
        except (Indisponible, ConflitDeVersion) as erreur:
            self._noter_incident(session, enveloppe, reaction, erreur.code, erreur.message, tentatives=essai)
        except Refus as erreur:
            self._noter_refus(session, enveloppe, reaction, erreur)
            return True
        except (ValidationError, Illisible) as erreur:
            code = erreur.code if isinstance(erreur, Illisible) else "CORPS_NON_CONFORME"
            self._noter_incident(session, enveloppe, reaction, code, _resume(erreur), tentatives=essai, gare=True)
        except (OperationalError, InterfaceError) as erreur:
            if _base_perdue(erreur, session):
                raise
            self._noter_incident(session, enveloppe, reaction, "BASE", _resume(erreur), tentatives=essai)
        except Exception as erreur:  # toute autre erreur est une faute de code : on gare, on ne boucle pas
            if _base_perdue(erreur, session):
                raise
            journal.error("réaction en faute", reaction=reaction.nom, evenement=str(enveloppe.id), pile=_pile(erreur))
            self._noter_incident(
                session, enveloppe, reaction, empreinte_de(erreur), _resume(erreur), tentatives=essai, gare=True
            )
        return False

    def _tenter(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> None:
        """Inbox et effet dans un point de sauvegarde ; rien n'en reste si l'effet lève, pas même en mémoire."""
        try:
            with session.begin_nested():
                if self._inscrire(session, [(enveloppe, reaction)]):
                    self._executer(session, enveloppe, reaction)
        finally:
            session.expunge_all()

    def _inscrire(self, session: Session, couples: Sequence[tuple[Enveloppe, Reaction]]) -> set[tuple[UUID, int]]:
        """Inscrit dans l'inbox ; rend les couples (fait, réaction) qui n'y étaient pas."""
        lignes = session.execute(
            _INSCRIRE,
            {
                "ids": [enveloppe.id for enveloppe, _ in couples],
                "reactions": [self._numeros[reaction.nom] for _, reaction in couples],
                "mois": [enveloppe.mois for enveloppe, _ in couples],
            },
        )
        return {(ligne.event_id, ligne.reaction) for ligne in lignes}

    def _executer(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> None:
        donnees = reaction.modele.a_jour(enveloppe.dataschema, enveloppe.donnees())
        contexte = Contexte(acteur=_acteur(enveloppe), instant=self._horloge(), cause=enveloppe.id)
        with telemetrie.suite(f"réagir {reaction.nom}", enveloppe.traceparent, message_id=str(enveloppe.id)):
            unite = self._fabrique.sur(session, contexte)
            reaction.agir(donnees, uow=unite)
            unite.terminer()
        ne = naissance(enveloppe.id)
        assert ne is not None  # vérifié à la lecture
        mesures.traite((self._horloge() - ne).total_seconds(), service=self._reception.service)

    def _noter_refus(self, session: Session, enveloppe: Enveloppe, reaction: Reaction, refus: Refus) -> None:
        self._inscrire(session, [(enveloppe, reaction)])
        session.execute(
            text(
                """INSERT INTO refus_reaction (event_id, reaction, code, message)
                   VALUES (:id, :reaction, :code, :message) ON CONFLICT DO NOTHING"""
            ),
            {"id": enveloppe.id, "reaction": reaction.nom, "code": refus.code, "message": refus.message},
        )
        journal.info("réaction refusée", reaction=reaction.nom, evenement=str(enveloppe.id), code=refus.code)

    def _noter_incident(
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

    def reprendre(self, *, lot: int = 50) -> int:
        """Rejoue les reprises échues, tête de file par agrégat d'abord ; rend le nombre de réactions abouties."""
        abouties = 0
        for _ in range(lot):
            with self._fabrique.sessions.begin() as session:
                ligne = session.execute(_PROCHAINE_REPRISE, {"maintenant": self._horloge()}).mappings().first()
                if ligne is None:
                    return abouties
                abouties += self._reprendre(session, ligne)
        return abouties

    def _reprendre(self, session: Session, ligne: Any) -> int:
        reaction = next((r for r in self._reception.reactions if r.nom == ligne["reaction"]), None)
        if reaction is None:
            session.execute(
                text("UPDATE incident SET statut = 'GARE', code = 'REACTION_DISPARUE' WHERE id = :id"),
                {"id": ligne["id"]},
            )
            return 0
        try:
            enveloppe = lire_enveloppe(ligne["entetes"], bytes(ligne["corps"]), maintenant=self._horloge())
        except EnveloppeIllisible as erreur:
            session.execute(
                text("UPDATE incident SET statut = 'GARE', code = :code WHERE id = :id"),
                {"id": ligne["id"], "code": erreur.code},
            )
            return 0
        if not self.jouer(session, enveloppe, reaction, tentatives=ligne["tentatives"]):
            return 0
        session.execute(text("DELETE FROM incident WHERE id = :id"), {"id": ligne["id"]})
        session.execute(
            text(
                """UPDATE incident SET prochaine_le = :maintenant
                    WHERE statut = 'REPRISE' AND reaction = :reaction AND source = :source AND aggregate_type = :agregat
                      AND aggregate_id = :id AND code = 'EN_ATTENTE'"""
            ),
            {**cle_agregat(enveloppe), "reaction": reaction.nom, "maintenant": self._horloge()},
        )
        return 1


_INSCRIRE = text(
    """INSERT INTO inbox (event_id, reaction, mois)
       SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:reactions AS smallint[]), CAST(:mois AS date[]))
       ON CONFLICT DO NOTHING RETURNING event_id, reaction"""
)

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


def _acteur(enveloppe: Enveloppe) -> dict[str, str]:
    """Qui a causé le fait. Lève EnveloppeIllisible (ACTEUR_ILLISIBLE)."""
    try:
        acteur = json.loads(enveloppe.acteur or "{}")
    except (ValueError, RecursionError):
        acteur = None
    if not isinstance(acteur, dict):
        raise EnveloppeIllisible("ACTEUR_ILLISIBLE", "L'acteur n'est pas un objet JSON.")
    return acteur


def attente(tentatives: int) -> timedelta:
    """Attente avant la reprise suivante : exponentielle, bornée, avec un aléa de ±25 %."""
    if tentatives == 0:
        return timedelta()
    brut = min(ATTENTE_MIN * 2 ** min(tentatives - 1, 20), ATTENTE_MAX)
    return timedelta(seconds=brut.total_seconds() * random.uniform(0.75, 1.25))


def empreinte_de(erreur: BaseException) -> str:
    """Signature d'une faute : son type et la première ligne qui est à nous."""
    notres = _pile(erreur)
    return f"{type(erreur).__name__}@{notres[-1] if notres else '?'}"


def _pile(erreur: BaseException) -> list[str]:
    """Nos cadres, du plus lointain au plus proche, sans aucune donnée."""
    cadres = traceback.extract_tb(erreur.__traceback__)
    return [f"{c.name}:{c.lineno}" for c in cadres if "site-packages" not in c.filename]


def _resume(erreur: BaseException) -> str:
    """Ce qu'on garde d'une erreur. Jamais son texte : il pourrait citer une donnée d'un locataire."""
    if isinstance(erreur, Illisible):
        return str(erreur)
    if isinstance(erreur, ValidationError):
        champs: Sequence[str] = [".".join(str(p) for p in e["loc"]) for e in erreur.errors(include_input=False)]
        return f"Corps non conforme : {', '.join(champs)}."
    return type(erreur).__name__


def _base_perdue(erreur: BaseException, session: Session) -> bool:
    """Vrai si la connexion ou la transaction entière est perdue : ce n'est pas la faute du fait, il faut tout reprendre."""
    if isinstance(erreur, DBAPIError) and erreur.connection_invalidated:
        return True
    return isinstance(erreur, DBAPIError | PendingRollbackError) and not session.is_active
