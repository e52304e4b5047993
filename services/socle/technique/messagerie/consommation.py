"""La réception : chaque fait dans l'ordre de son agrégat, une fois, et rien ne se perd.

Une transaction par message : séquence, inbox, effets et nouveaux faits ; l'appelant n'acquitte qu'ensuite. Un fait
arrivé trop tôt est retenu jusqu'à ce que le trou se comble. Les effets eux-mêmes sont l'affaire d'`execution`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from opentelemetry import trace
from opentelemetry.propagate import extract
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from socle.technique.contexte import Horloge
from socle.technique.evenements import Reception
from socle.technique.identifiants import naissance, nouvel_id
from socle.technique.messagerie.enveloppe import Enveloppe, EnveloppeIllisible, cle_agregat, lire_enveloppe
from socle.technique.messagerie.execution import Execution
from socle.technique.messagerie.schema import assurer_partitions
from socle.technique.unite_de_travail import Fabrique

journal = structlog.get_logger("consommation")
traceur = trace.get_tracer("socle.messagerie")


@dataclass(frozen=True, kw_only=True)
class Message:
    """Message brut reçu du bus."""

    entetes: Mapping[str, Any]
    corps: bytes


class Consommation:
    """Réception d'un service. Sans état entre les messages : tout est en base."""

    def __init__(self, moteur: Engine, fabrique: Fabrique, reception: Reception, horloge: Horloge) -> None:
        self._moteur, self._fabrique, self._reception, self._horloge = moteur, fabrique, reception, horloge
        self._execution = Execution(fabrique, reception, horloge)

    def preparer(self) -> None:
        """Inscrit réactions et abonnements, et crée les partitions d'inbox du mois. À appeler au démarrage et chaque jour."""
        with self._moteur.begin() as connexion:
            assurer_partitions(connexion, self._horloge().date().replace(day=1))
            for source, agregat in self._reception.abonnements:
                connexion.execute(
                    text(
                        "INSERT INTO abonnement (source, aggregate_type) VALUES (:source, :agregat) ON CONFLICT DO NOTHING"
                    ),
                    {"source": source, "agregat": agregat},
                )
            self._execution.preparer(connexion)

    def recevoir(self, message: Message) -> str:
        """Traite un message ; rend ce qu'il est devenu (TRAITE, RETENU, DOUBLON, GARE). L'appelant acquitte ensuite.

        Ne lève que si la base est injoignable (OperationalError, InterfaceError) : il faut alors réessayer sans acquitter.
        """
        try:
            enveloppe = lire_enveloppe(message.entetes, message.corps, maintenant=self._horloge())
            if not self._suivi(enveloppe):
                raise EnveloppeIllisible(
                    "TYPE_INCONNU", f"{enveloppe.source}/{enveloppe.aggregate_type}/{enveloppe.type} : type inconnu."
                )
        except EnveloppeIllisible as erreur:
            self._garer_brut(message, erreur)
            return "GARE"
        parent = extract({"traceparent": enveloppe.traceparent}) if enveloppe.traceparent else None
        with (
            traceur.start_as_current_span(
                f"recevoir {enveloppe.type}",
                context=parent,
                kind=trace.SpanKind.CONSUMER,
                attributes={"messaging.message.id": str(enveloppe.id), "logis.service": self._reception.service},
            ),
            self._fabrique.sessions.begin() as session,
        ):
            return self._recevoir(session, enveloppe)

    def _suivi(self, enveloppe: Enveloppe) -> bool:
        """Vrai pour tout événement d'un agrégat suivi ; ceux que rien ne traite font seulement avancer la séquence."""
        return (enveloppe.source, enveloppe.aggregate_type) in self._reception.abonnements

    def _recevoir(self, session: Session, enveloppe: Enveloppe) -> str:
        derniere = self._derniere_sequence(session, enveloppe)
        if enveloppe.sequence <= derniere:
            return "DOUBLON"
        if enveloppe.sequence > derniere + 1:
            self._retenir(session, enveloppe)
            return "RETENU"
        self._derouler(session, enveloppe)
        return "TRAITE"

    def _derniere_sequence(self, session: Session, enveloppe: Enveloppe) -> int:
        """Dernière séquence appliquée, sous verrou. Un agrégat né avant l'abonnement commence où on le rencontre."""
        cle = cle_agregat(enveloppe)
        trouvee = session.execute(
            text(
                """SELECT derniere FROM sequence_recue
                    WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id FOR UPDATE"""
            ),
            cle,
        ).scalar()
        if trouvee is not None:
            return int(trouvee)
        base = enveloppe.sequence - 1 if self._ne_avant_l_abonnement(session, enveloppe) else 0
        session.execute(
            text(
                """INSERT INTO sequence_recue (source, aggregate_type, aggregate_id, derniere)
                   VALUES (:source, :agregat, :id, :base) ON CONFLICT DO NOTHING"""
            ),
            {**cle, "base": base},
        )
        return int(
            session.execute(
                text(
                    """SELECT derniere FROM sequence_recue
                        WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id FOR UPDATE"""
                ),
                cle,
            ).scalar_one()
        )

    def _ne_avant_l_abonnement(self, session: Session, enveloppe: Enveloppe) -> bool:
        """L'UUIDv7 d'un agrégat porte son instant de naissance : c'est lui qui tranche."""
        if enveloppe.sequence == 1:
            return False
        try:
            ne = naissance(UUID(enveloppe.aggregate_id))
        except ValueError:
            return False
        depuis = session.execute(
            text("SELECT depuis FROM abonnement WHERE source = :source AND aggregate_type = :agregat"),
            {"source": enveloppe.source, "agregat": enveloppe.aggregate_type},
        ).scalar()
        return ne is not None and depuis is not None and ne < depuis

    def _retenir(self, session: Session, enveloppe: Enveloppe) -> None:
        session.execute(
            text(
                """INSERT INTO retenu (source, aggregate_type, aggregate_id, aggregate_seq, entetes, corps)
                   VALUES (:source, :agregat, :id, :seq, CAST(:entetes AS jsonb), :corps) ON CONFLICT DO NOTHING"""
            ),
            {
                **cle_agregat(enveloppe),
                "seq": enveloppe.sequence,
                "entetes": json.dumps(dict(enveloppe.entetes), ensure_ascii=False),
                "corps": enveloppe.corps,
            },
        )

    def _derouler(self, session: Session, enveloppe: Enveloppe) -> None:
        """Applique le fait, avance la séquence, puis libère les faits retenus qui le suivaient."""
        suivante: Enveloppe | None = enveloppe
        while suivante is not None:
            self._execution.reagir(session, suivante)
            session.execute(
                text(
                    """UPDATE sequence_recue SET derniere = :seq
                        WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id"""
                ),
                {**cle_agregat(suivante), "seq": suivante.sequence},
            )
            suivante = self._liberer(session, suivante)

    def _liberer(self, session: Session, enveloppe: Enveloppe) -> Enveloppe | None:
        ligne = session.execute(
            text(
                """DELETE FROM retenu WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id
                      AND aggregate_seq = :seq RETURNING entetes, corps"""
            ),
            {**cle_agregat(enveloppe), "seq": enveloppe.sequence + 1},
        ).first()
        if ligne is None:
            return None
        return lire_enveloppe(ligne.entetes, bytes(ligne.corps), maintenant=self._horloge())

    def _garer_brut(self, message: Message, erreur: EnveloppeIllisible) -> None:
        """Met de côté un message que l'on ne peut pas même rattacher à un agrégat."""
        entetes = {str(cle): str(valeur) for cle, valeur in message.entetes.items()}
        identifiant = hashlib.sha256(message.corps + json.dumps(entetes, sort_keys=True).encode()).hexdigest()[:32]
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
                    "entetes": json.dumps(entetes, ensure_ascii=False).replace("\\u0000", ""),
                    "corps": message.corps[:1_000_000],
                    "empreinte": f"enveloppe:{erreur.code}",
                    "code": erreur.code,
                    "message": str(erreur),
                },
            )
        journal.warning("message garé", code=erreur.code, detail=str(erreur))

    def reprendre(self, *, lot: int = 50) -> int:
        """Rejoue les reprises échues, tête de file par agrégat d'abord ; rend le nombre de réactions abouties."""
        return self._execution.reprendre(lot=lot)
