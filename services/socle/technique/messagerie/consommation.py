"""La réception : chaque fait dans l'ordre de son agrégat, une fois, et rien ne se perd.

Une transaction par lot : séquences, inbox, effets et nouveaux faits ; l'appelant n'acquitte qu'ensuite. Un fait
arrivé trop tôt est retenu jusqu'à ce que le trou se comble. Les effets eux-mêmes sont l'affaire d'`execution`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from socle.technique.contexte import Horloge
from socle.technique.evenements import Reception
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie import mesures
from socle.technique.messagerie.enveloppe import AGE_MAX, ENTETE_MAX, Enveloppe, EnveloppeIllisible, lire_enveloppe
from socle.technique.messagerie.execution import Execution
from socle.technique.messagerie.incidents import empreinte_de
from socle.technique.messagerie.rejeux import a_rejouer
from socle.technique.messagerie.schema import archiver_outbox, assurer_partitions, perimer_inbox
from socle.technique.messagerie.sequences import Classement, Flux, mures
from socle.technique.unite_de_travail import Fabrique

journal = structlog.get_logger("consommation")

CORPS_GARDE_MAX = 1_000_000
"""Octets gardés d'un message illisible ; au-delà, seules sa taille et sa signature restent."""

LOT_LIBERATION = 200


@dataclass(frozen=True, kw_only=True)
class Message:
    """Message brut reçu du bus."""

    entetes: Mapping[str, Any]
    corps: bytes


class Consommation:
    """Réception d'un service. Sans état entre les lots : tout est en base."""

    def __init__(self, moteur: Engine, fabrique: Fabrique, reception: Reception, horloge: Horloge) -> None:
        self._moteur, self._fabrique, self._reception, self._horloge = moteur, fabrique, reception, horloge
        self._execution = Execution(fabrique, reception, horloge)
        self._suivis = set(reception.abonnements)
        self._abonnes_depuis: dict[Flux, datetime] = {}

    def preparer(self) -> None:
        """Inscrit réactions et abonnements, et crée les partitions du mois. À appeler au démarrage et chaque jour."""
        with self._moteur.begin() as connexion:
            assurer_partitions(connexion, self._horloge().date().replace(day=1))
            for source, agregat in self._reception.abonnements:
                connexion.execute(
                    text(
                        "INSERT INTO abonnement (source, aggregate_type) VALUES (:source, :agregat) ON CONFLICT DO NOTHING"
                    ),
                    {"source": source, "agregat": agregat},
                )
            lignes = connexion.execute(text("SELECT source, aggregate_type, depuis FROM abonnement")).all()
            self._abonnes_depuis = {(source, agregat): depuis for source, agregat, depuis in lignes}
            self._execution.preparer(connexion)

    def ranger(self, *, garder_outbox: timedelta) -> tuple[int, list[str]]:
        """Archive les faits envoyés depuis plus longtemps que `garder_outbox` et périme l'inbox au-delà de 400 jours.

        Rend le nombre de faits archivés et les partitions supprimées. Par lots : chaque transaction est courte.
        """
        archives, maintenant = 0, self._horloge()
        while True:
            with self._moteur.begin() as connexion:
                nombre = archiver_outbox(connexion, avant=maintenant - garder_outbox)
            archives += nombre
            if nombre == 0:
                break
        with self._moteur.begin() as connexion:
            return archives, perimer_inbox(connexion, avant=(maintenant - AGE_MAX).date())

    def recevoir(self, message: Message) -> str:
        """Traite un message ; rend ce qu'il est devenu (TRAITE, RETENU, DOUBLON, GARE). Voir `recevoir_lot`."""
        return self.recevoir_lot([message])[0]

    def recevoir_lot(self, messages: Sequence[Message]) -> list[str]:
        """Traite des messages dans leur ordre ; rend ce que chacun est devenu. L'appelant acquitte ensuite tout le lot.

        Ne lève que si la base est injoignable (OperationalError, InterfaceError) : il faut alors réessayer sans acquitter.
        """
        issues = ["GARE"] * len(messages)
        lus: list[tuple[int, Enveloppe]] = []
        for rang, message in enumerate(messages):
            try:
                lus.append((rang, self._lire(message)))
            except EnveloppeIllisible as erreur:
                self._garer_brut(message, erreur)
        if lus:
            for (rang, _), sort in zip(lus, self._traiter(messages, lus), strict=True):
                issues[rang] = sort
            mesures.doublons(issues.count("DOUBLON"), service=self._reception.service)
        return issues

    def _traiter(self, messages: Sequence[Message], lus: Sequence[tuple[int, Enveloppe]]) -> list[str]:
        """Traite ensemble des messages lus. Une faute que l'exécution n'a pas rattrapée isole puis gare le fautif : jamais de boucle."""
        try:
            with self._fabrique.sessions.begin() as session:
                return self._derouler(session, [enveloppe for _, enveloppe in lus])
        except (OperationalError, InterfaceError):
            raise
        except Exception as erreur:
            if isinstance(erreur, DBAPIError) and erreur.connection_invalidated:
                raise OperationalError("réception", {}, erreur) from erreur
            if len(lus) > 1:
                return [self._traiter(messages, [lu])[0] for lu in lus]
            journal.error("réception en faute", empreinte=empreinte_de(erreur))
            self._garer_brut(messages[lus[0][0]], EnveloppeIllisible("FAUTE_DE_RECEPTION", type(erreur).__name__))
            return ["GARE"]

    def _lire(self, message: Message) -> Enveloppe:
        """Lève EnveloppeIllisible ; un événement inconnu d'un agrégat suivi passe : il fait seulement avancer la séquence."""
        enveloppe = lire_enveloppe(message.entetes, message.corps, maintenant=self._horloge())
        if (enveloppe.source, enveloppe.aggregate_type) not in self._suivis:
            raise EnveloppeIllisible(
                "TYPE_INCONNU", f"{enveloppe.source}/{enveloppe.aggregate_type}/{enveloppe.type} : type inconnu."
            )
        return enveloppe

    def _derouler(self, session: Session, enveloppes: Sequence[Enveloppe]) -> list[str]:
        classement = Classement(session)
        classement.charger(enveloppes, self._abonnes_depuis)
        sorts = [classement.classer(enveloppe) for enveloppe in enveloppes]
        classement.enregistrer()
        self._execution.reagir(session, classement.a_appliquer)
        if classement.doublons:
            for enveloppe, reaction in a_rejouer(
                session, classement.doublons, self._reception, maintenant=self._horloge()
            ):
                self._execution.jouer(session, enveloppe, reaction)
        return sorts

    def _garer_brut(self, message: Message, erreur: EnveloppeIllisible) -> None:
        """Met de côté un message que l'on ne peut pas même rattacher à un agrégat."""
        entetes = {_lisible(cle): _lisible(valeur) for cle, valeur in message.entetes.items()}
        # Le courtier ajoute les siens à chaque nouvelle livraison (x-delivery-count, x-death) : c'est le même message.
        propres = {cle: valeur for cle, valeur in entetes.items() if not cle.startswith("x-")}
        identifiant = hashlib.sha256(message.corps + json.dumps(propres, sort_keys=True).encode()).hexdigest()[:32]
        with self._moteur.begin() as connexion:
            connexion.execute(
                text(
                    """INSERT INTO incident (id, statut, event_id, entetes, corps, empreinte, code, message)
                       VALUES (:incident, 'GARE', CAST(:event_id AS uuid), CAST(:entetes AS jsonb), :corps, :empreinte,
                               :code, :message)
                       ON CONFLICT DO NOTHING"""
                ),
                {
                    "incident": nouvel_id(),
                    "event_id": identifiant,
                    "entetes": json.dumps(entetes, ensure_ascii=False),
                    "corps": message.corps[:CORPS_GARDE_MAX],
                    "empreinte": f"enveloppe:{erreur.code}",
                    "code": erreur.code,
                    "message": str(erreur),
                },
            )
        journal.warning("message garé", code=erreur.code, detail=str(erreur))

    def reprendre(self, *, lot: int = 50) -> int:
        """Rejoue les reprises échues, tête de file par agrégat d'abord ; rend le nombre de réactions abouties."""
        return self._execution.reprendre(lot=lot)

    def liberer(self, *, lot: int = LOT_LIBERATION) -> int:
        """Délivre les faits retenus dont le tour est venu sans qu'un message les libère (trou franchi) ; rend leur nombre."""
        with self._fabrique.sessions() as session:
            lignes = mures(session, lot=lot)
        messages = [Message(entetes=ligne.entetes, corps=bytes(ligne.corps)) for ligne in lignes]
        return len(self.recevoir_lot(messages))


def _lisible(valeur: Any) -> str:
    """Texte qu'une base sait garder : sans NUL ni demi-caractère, et court."""
    return str(valeur)[:ENTETE_MAX].encode("utf-8", "replace").decode().replace("\0", "")
