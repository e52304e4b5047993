"""La réception : chaque fait produit chaque effet une fois, dans l'ordre de son agrégat, et rien ne se perd.

Une transaction par message : séquence, inbox, effets et nouveaux faits ; l'appelant n'acquitte qu'ensuite. Un fait
arrivé trop tôt est retenu jusqu'à ce que le trou se comble. Une réaction qui échoue n'arrête pas les autres : elle
est reprise plus tard depuis la base (passager) ou garée (définitif), et selon son choix elle retient ou non les
suivants du même agrégat. Un refus métier est inscrit, pas repris.
"""

from __future__ import annotations

import hashlib
import json
import random
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from opentelemetry import trace
from opentelemetry.propagate import extract
from pydantic import ValidationError
from sqlalchemy import Engine, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from socle.domaine.refus import ConflitDeVersion, Indisponible, Refus
from socle.technique.contexte import Contexte, Horloge
from socle.technique.evenements import Reaction, Reception
from socle.technique.identifiants import naissance, nouvel_id
from socle.technique.messagerie.enveloppe import Enveloppe, EnveloppeIllisible, lire_enveloppe
from socle.technique.messagerie.schema import assurer_partition_inbox
from socle.technique.unite_de_travail import Fabrique

journal = structlog.get_logger("consommation")
traceur = trace.get_tracer("socle.messagerie")

ATTENTE_MIN, ATTENTE_MAX = timedelta(seconds=1), timedelta(minutes=5)
AGE_MAX_REPRISE = timedelta(hours=24)
"""Au-delà, une erreur passagère est tenue pour définitive et garée."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """Message brut reçu du bus."""

    entetes: Mapping[str, Any]
    corps: bytes


class Consommation:
    """Réception d'un service. Sans état entre les messages : tout est en base."""

    def __init__(self, moteur: Engine, fabrique: Fabrique, reception: Reception, horloge: Horloge) -> None:
        self._moteur, self._fabrique, self._reception, self._horloge = moteur, fabrique, reception, horloge
        self._numeros: dict[str, int] = {}

    def preparer(self) -> None:
        """Inscrit réactions et abonnements, et crée les partitions d'inbox du mois. À appeler au démarrage et chaque jour."""
        with self._moteur.begin() as connexion:
            assurer_partition_inbox(connexion, self._horloge().date().replace(day=1))
            for source, agregat in self._reception.abonnements:
                connexion.execute(
                    text(
                        "INSERT INTO abonnement (source, aggregate_type) VALUES (:source, :agregat) ON CONFLICT DO NOTHING"
                    ),
                    {"source": source, "agregat": agregat},
                )
            for reaction in self._reception.reactions:
                connexion.execute(
                    text("INSERT INTO reaction (nom) VALUES (:nom) ON CONFLICT DO NOTHING"), {"nom": reaction.nom}
                )
            lignes = connexion.execute(text("SELECT nom, id FROM reaction")).all()
        self._numeros = {nom: numero for nom, numero in lignes}

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
        cle = _cle(enveloppe)
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
                **_cle(enveloppe),
                "seq": enveloppe.sequence,
                "entetes": json.dumps(dict(enveloppe.entetes), ensure_ascii=False),
                "corps": enveloppe.corps,
            },
        )

    def _derouler(self, session: Session, enveloppe: Enveloppe) -> None:
        """Applique le fait, avance la séquence, puis libère les faits retenus qui le suivaient."""
        suivante: Enveloppe | None = enveloppe
        while suivante is not None:
            self._reagir(session, suivante)
            session.execute(
                text(
                    """UPDATE sequence_recue SET derniere = :seq
                        WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id"""
                ),
                {**_cle(suivante), "seq": suivante.sequence},
            )
            suivante = self._liberer(session, suivante)

    def _liberer(self, session: Session, enveloppe: Enveloppe) -> Enveloppe | None:
        ligne = session.execute(
            text(
                """DELETE FROM retenu WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id
                      AND aggregate_seq = :seq RETURNING entetes, corps"""
            ),
            {**_cle(enveloppe), "seq": enveloppe.sequence + 1},
        ).first()
        if ligne is None:
            return None
        return lire_enveloppe(ligne.entetes, bytes(ligne.corps), maintenant=self._horloge())

    def _reagir(self, session: Session, enveloppe: Enveloppe) -> None:
        for reaction in self._reception.pour(enveloppe.source, enveloppe.type):
            if reaction.bloquante and self._bloque(session, enveloppe, reaction):
                self._noter_incident(
                    session, enveloppe, reaction, "EN_ATTENTE", "Attend un fait précédent.", tentatives=0
                )
            else:
                self.appliquer(session, enveloppe, reaction)

    def _bloque(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> bool:
        return bool(
            session.execute(
                text(
                    """SELECT EXISTS (SELECT 1 FROM incident WHERE statut IN ('REPRISE', 'GARE') AND reaction = :reaction
                          AND source = :source AND aggregate_type = :agregat AND aggregate_id = :id
                          AND aggregate_seq < :seq)"""
                ),
                {**_cle(enveloppe), "reaction": reaction.nom, "seq": enveloppe.sequence},
            ).scalar()
        )

    def appliquer(self, session: Session, enveloppe: Enveloppe, reaction: Reaction, *, tentatives: int = 0) -> bool:
        """Exécute une réaction dans un point de sauvegarde ; rend vrai si l'effet est acquis (fait, refusé ou déjà fait).

        Une erreur devient un incident : reprise si elle est passagère, garage sinon. La perte de la base remonte.
        """
        try:
            self._tenter(session, enveloppe, reaction)
            return True
        except Indisponible as erreur:
            self._noter_incident(session, enveloppe, reaction, erreur.code, erreur.message, tentatives=tentatives + 1)
        except ConflitDeVersion as erreur:
            self._noter_incident(session, enveloppe, reaction, erreur.code, erreur.message, tentatives=tentatives + 1)
        except Refus as erreur:
            self._noter_refus(session, enveloppe, reaction, erreur)
            return True
        except (OperationalError, InterfaceError) as erreur:
            if erreur.connection_invalidated or not session.is_active:
                raise
            self._noter_incident(session, enveloppe, reaction, "BASE", _resume(erreur), tentatives=tentatives + 1)
        except (ValidationError, EnveloppeIllisible) as erreur:
            code = erreur.code if isinstance(erreur, EnveloppeIllisible) else "CORPS_NON_CONFORME"
            self._noter_incident(
                session, enveloppe, reaction, code, _resume(erreur), tentatives=tentatives + 1, gare=True
            )
        except Exception as erreur:  # toute autre erreur est une faute de code : on gare, on ne boucle pas
            code, message = empreinte_de(erreur), _resume(erreur)
            journal.exception("réaction en faute", reaction=reaction.nom, evenement=str(enveloppe.id))
            self._noter_incident(session, enveloppe, reaction, code, message, tentatives=tentatives + 1, gare=True)
        return False

    def _tenter(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> None:
        """Inbox et effet dans un point de sauvegarde ; rien n'en reste si l'effet lève, pas même en mémoire."""
        try:
            with session.begin_nested():
                if not self._inscrire(session, enveloppe, reaction):
                    return
                with traceur.start_as_current_span(f"réagir {reaction.nom}"):
                    self._executer(session, enveloppe, reaction)
        except BaseException:
            session.expunge_all()
            raise

    def _inscrire(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> bool:
        resultat: Any = session.execute(
            text("INSERT INTO inbox (event_id, reaction, mois) VALUES (:id, :reaction, :mois) ON CONFLICT DO NOTHING"),
            {"id": enveloppe.id, "reaction": self._numeros[reaction.nom], "mois": enveloppe.mois},
        )
        return bool(resultat.rowcount)

    def _executer(self, session: Session, enveloppe: Enveloppe, reaction: Reaction) -> None:
        if enveloppe.version_schema > reaction.modele.version_schema:
            raise EnveloppeIllisible(
                "VERSION_TROP_RECENTE",
                f"{enveloppe.dataschema} : ce service lit jusqu'à v{reaction.modele.version_schema}.",
            )
        acteur = json.loads(enveloppe.acteur) if enveloppe.acteur else {}
        contexte = Contexte(acteur=acteur, instant=self._horloge(), cause=enveloppe.id)
        unite = self._fabrique.sur(session, contexte)
        reaction.agir(enveloppe.donnees(), uow=unite)
        unite.terminer()

    def _noter_refus(self, session: Session, enveloppe: Enveloppe, reaction: Reaction, refus: Refus) -> None:
        self._inscrire(session, enveloppe, reaction)
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
        ne = naissance(enveloppe.id)
        trop_vieux = ne is not None and self._horloge() - ne > AGE_MAX_REPRISE and tentatives > 0
        session.execute(
            text(
                """INSERT INTO incident (id, statut, reaction, event_id, source, aggregate_type, aggregate_id,
                                         aggregate_seq, bloquant, entetes, corps, empreinte, code, message, tentatives,
                                         prochaine_le)
                   VALUES (:incident, :statut, :reaction, :event_id, :source, :agregat, :id, :seq, :bloquant,
                           CAST(:entetes AS jsonb), :corps, :empreinte, :code, :message, :tentatives, :prochaine)
                   ON CONFLICT (event_id, reaction) WHERE statut IN ('REPRISE', 'GARE')
                   DO UPDATE SET statut = excluded.statut, code = excluded.code, message = excluded.message,
                                 empreinte = excluded.empreinte, tentatives = excluded.tentatives,
                                 prochaine_le = excluded.prochaine_le"""
            ),
            {
                **_cle(enveloppe),
                "incident": nouvel_id(),
                "statut": "GARE" if gare or trop_vieux else "REPRISE",
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
                "prochaine": self._horloge() + attente(tentatives),
            },
        )

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
        if not self.appliquer(session, enveloppe, reaction, tentatives=ligne["tentatives"]):
            return 0
        session.execute(text("DELETE FROM incident WHERE id = :id"), {"id": ligne["id"]})
        session.execute(
            text(
                """UPDATE incident SET prochaine_le = :maintenant
                    WHERE statut = 'REPRISE' AND reaction = :reaction AND source = :source AND aggregate_type = :agregat
                      AND aggregate_id = :id AND code = 'EN_ATTENTE'"""
            ),
            {**_cle(enveloppe), "reaction": reaction.nom, "maintenant": self._horloge()},
        )
        return 1


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


def attente(tentatives: int) -> timedelta:
    """Attente avant la reprise suivante : exponentielle, bornée, avec un aléa de ±25 %."""
    if tentatives == 0:
        return timedelta()
    brut = min(ATTENTE_MIN * 2 ** min(tentatives - 1, 20), ATTENTE_MAX)
    return timedelta(seconds=brut.total_seconds() * random.uniform(0.75, 1.25))


def empreinte_de(erreur: BaseException) -> str:
    """Signature d'une faute : son type et la première ligne qui est à nous."""
    cadres = traceback.extract_tb(erreur.__traceback__)
    notre = next((c for c in reversed(cadres) if "site-packages" not in c.filename), None)
    lieu = f"{notre.name}:{notre.lineno}" if notre else "?"
    return f"{type(erreur).__name__}@{lieu}"


def _resume(erreur: BaseException) -> str:
    """Première ligne du message, sans les données : un message d'erreur ne doit rien révéler d'un locataire."""
    if isinstance(erreur, ValidationError):
        champs: Sequence[str] = [".".join(str(p) for p in e["loc"]) for e in erreur.errors(include_input=False)]
        return f"Corps non conforme : {', '.join(champs)}."
    return f"{type(erreur).__name__} : {str(erreur).splitlines()[0][:200] if str(erreur) else ''}"


def _cle(enveloppe: Enveloppe) -> dict[str, Any]:
    return {"source": enveloppe.source, "agregat": enveloppe.aggregate_type, "id": enveloppe.aggregate_id}
