"""L'exécution des réactions : chaque effet une fois, repris ou garé quand il échoue, jamais perdu.

Une réaction qui échoue n'arrête pas les autres : elle est reprise plus tard depuis la base (passager) ou garée
(définitif), et selon son choix elle retient ou non les suivants du même agrégat. Un refus métier est inscrit, pas repris.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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
from socle.technique.identifiants import naissance
from socle.technique.messagerie import mesures
from socle.technique.messagerie.enveloppe import Enveloppe, EnveloppeIllisible, lire_enveloppe
from socle.technique.messagerie.incidents import Incidents, empreinte_de, inscrire_refus, pile_de, resume_de
from socle.technique.unite_de_travail import Fabrique

journal = structlog.get_logger("consommation")


class Execution:
    """Exécute les réactions d'un service sur la session de l'appelant. `preparer` d'abord."""

    def __init__(self, fabrique: Fabrique, reception: Reception, horloge: Horloge) -> None:
        self._fabrique, self._reception, self._horloge = fabrique, reception, horloge
        self._incidents = Incidents(horloge)
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
        if len(couples) > 1 and not self._incidents.un_ouvert(session, enveloppes) and self._ensemble(session, couples):
            return
        for enveloppe, reaction in couples:
            if reaction.bloquante and self._incidents.retient(session, enveloppe, reaction):
                self._incidents.noter(
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
                    couple = (enveloppe.id, self._numeros[reaction.nom])
                    if couple in inscrits:
                        inscrits.remove(couple)
                        self._executer(session, enveloppe, reaction)
                        session.expunge_all()
            return True
        except Exception as erreur:
            if _base_perdue(erreur, session):
                raise
            session.expunge_all()
            return False

    def jouer(self, session: Session, enveloppe: Enveloppe, reaction: Reaction, *, tentatives: int = 0) -> bool:
        """Exécute une réaction dans un point de sauvegarde ; rend vrai si l'effet est acquis (fait, refusé ou déjà fait).

        Une erreur devient un incident : reprise si elle est passagère, garage sinon. La perte de la base remonte.
        """
        essai = tentatives + 1
        try:
            self._tenter(session, enveloppe, reaction)
            return True
        except (Indisponible, ConflitDeVersion) as erreur:
            self._incidents.noter(session, enveloppe, reaction, erreur.code, erreur.message, tentatives=essai)
        except Refus as erreur:
            self._inscrire(session, [(enveloppe, reaction)])
            inscrire_refus(session, enveloppe, reaction, erreur)
            return True
        except (ValidationError, Illisible) as erreur:
            code = erreur.code if isinstance(erreur, Illisible) else "CORPS_NON_CONFORME"
            self._incidents.noter(session, enveloppe, reaction, code, resume_de(erreur), tentatives=essai, gare=True)
        except (OperationalError, InterfaceError) as erreur:
            if _base_perdue(erreur, session):
                raise
            self._incidents.noter(session, enveloppe, reaction, "BASE", resume_de(erreur), tentatives=essai)
        except Exception as erreur:  # toute autre erreur est une faute de code : on gare, on ne boucle pas
            if _base_perdue(erreur, session):
                raise
            journal.error("réaction en faute", reaction=reaction.nom, evenement=str(enveloppe.id), pile=pile_de(erreur))
            self._incidents.noter(
                session, enveloppe, reaction, empreinte_de(erreur), resume_de(erreur), tentatives=essai, gare=True
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

    def reprendre(self, *, lot: int = 50) -> int:
        """Rejoue les reprises échues, tête de file par agrégat d'abord ; rend le nombre de réactions abouties."""
        abouties = 0
        for _ in range(lot):
            with self._fabrique.sessions.begin() as session:
                ligne = self._incidents.a_reprendre(session)
                if ligne is None:
                    return abouties
                abouties += self._reprendre(session, ligne)
        return abouties

    def _reprendre(self, session: Session, ligne: Any) -> int:
        reaction = next((r for r in self._reception.reactions if r.nom == ligne["reaction"]), None)
        if reaction is None:
            self._incidents.garer(session, ligne["id"], code="REACTION_DISPARUE")
            return 0
        try:
            enveloppe = lire_enveloppe(ligne["entetes"], bytes(ligne["corps"]), maintenant=self._horloge())
        except EnveloppeIllisible as erreur:
            self._incidents.garer(session, ligne["id"], code=erreur.code)
            return 0
        if not self.jouer(session, enveloppe, reaction, tentatives=ligne["tentatives"]):
            return 0
        self._incidents.lever(session, ligne["id"], enveloppe, reaction)
        return 1


_INSCRIRE = text(
    """INSERT INTO inbox (event_id, reaction, mois)
       SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:reactions AS smallint[]), CAST(:mois AS date[]))
       ON CONFLICT DO NOTHING RETURNING event_id, reaction"""
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


def _base_perdue(erreur: BaseException, session: Session) -> bool:
    """Vrai si la connexion ou la transaction entière est perdue : ce n'est pas la faute du fait, il faut tout reprendre."""
    if isinstance(erreur, DBAPIError) and erreur.connection_invalidated:
        return True
    return isinstance(erreur, DBAPIError | PendingRollbackError) and not session.is_active
