"""L'unité de travail : une transaction, un état changé, et ses faits dans l'outbox — ensemble ou pas du tout.

Une unité neuve par appel, jamais partagée entre fils d'exécution.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID
from zlib import crc32

from opentelemetry.propagate import inject
from sqlalchemy import event, text
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from socle.domaine.agregat import Agregat
from socle.domaine.refus import ConflitDeVersion, Introuvable
from socle.technique.base import Sessions
from socle.technique.contexte import Contexte
from socle.technique.identifiants import nouvel_id

if TYPE_CHECKING:
    from socle.technique.evenements import Publication

A = TypeVar("A", bound=Agregat)

CANAL_OUTBOX = "logis_outbox"

_TENUS = "logis.tenus"


@event.listens_for(Session, "loaded_as_persistent")
def _tenir(session: Session, objet: object) -> None:
    """Tient tout objet chargé pour l'unité de travail qui se sert de la session."""
    session.info.get(_TENUS, []).append(objet)


_COLONNES = (
    *("partition", "event_id", "aggregate_type", "aggregate_id", "aggregate_seq", "type", "dataschema"),
    *("payload", "occurred_on", "acteur", "causation_id", "traceparent"),
)
_INSERER_OUTBOX = text(
    f"""INSERT INTO outbox ({", ".join(_COLONNES)})
       VALUES (:partition, :event_id, :aggregate_type, :aggregate_id, :aggregate_seq, :type, :dataschema,
               CAST(:payload AS jsonb), :occurred_on, CAST(:acteur AS jsonb), :causation_id, :traceparent)"""
)
LIGNES_COPIEES = 50


class UniteDeTravail:
    """Charge et enregistre des agrégats dans la session donnée ; `terminer` écrit les faits constatés."""

    def __init__(self, session: Session, *, publication: Publication, contexte: Contexte, partitions: int = 1) -> None:
        self.session = session
        self.contexte = contexte
        self._publication = publication
        self._partitions = partitions
        # La session ne tient ses objets propres que par référence faible : sans cette liste, un agrégat déjà vidé en
        # base par un autoflush pourrait disparaître avec les faits qu'il a constatés.
        self._tenus: list[object] = []
        session.info[_TENUS] = self._tenus

    def ajouter(self, *objets: object) -> None:
        """Inscrit de nouveaux objets (agrégats ou projections) dans la transaction."""
        self._tenus += objets
        self.session.add_all(objets)

    def tenir(self, *agregats: Agregat) -> None:
        """Publie aussi les faits d'agrégats que l'appelant lit et range sans l'ORM, par paquets.

        À lui de verrouiller leurs lignes, et d'y écrire `sequence` augmentée de leurs `faits_en_attente`.
        """
        self._tenus += agregats

    def charger(self, classe: type[A], identifiant: UUID, *, champ: str = "id", etag: str = "") -> A:
        """Charge un agrégat sous verrou de ligne.

        Lève Introuvable s'il n'existe pas, ConflitDeVersion si `etag` est donné et n'est plus le sien, ou si cette
        unité l'avait déjà lu sans verrou et qu'un autre l'a écrit depuis.
        """
        try:
            agregat = self.session.get(classe, identifiant, with_for_update=True, populate_existing=True)
        except StaleDataError:
            raise ConflitDeVersion(attendue="?", presente="?") from None
        if agregat is None:
            raise Introuvable(classe.__name__, identifiant, champ=champ)
        if etag and etag != str(agregat.version):
            raise ConflitDeVersion(attendue=etag, presente=str(agregat.version))
        return agregat

    def terminer(self) -> int:
        """Écrit l'état puis, dans la même transaction, une ligne d'outbox par fait publié ; rend leur nombre.

        La séquence de l'agrégat, prise sous le verrou de sa ligne, numérote ses faits sans trou.
        Lève ConflitDeVersion si un autre a écrit entre-temps.
        """
        lignes: list[dict[str, Any]] = []
        commun = self._commun()
        for agregat in self._agregats():
            for fait in agregat.retirer_faits():
                evenement = self._publication.traduire(fait, agregat)
                agregat.sequence += 1
                lignes.append(self._ligne(agregat, evenement) | commun)
        try:
            self.session.flush()
        except StaleDataError:
            raise ConflitDeVersion(attendue="?", presente="?") from None
        if lignes:
            self._deposer(lignes)
            self.session.execute(text("SELECT pg_notify(:canal, '')"), {"canal": CANAL_OUTBOX})
        return len(lignes)

    def _agregats(self) -> Sequence[Agregat]:
        connus = {id(objet): objet for objet in [*self._tenus, *self.session.new, *self.session.identity_map.values()]}
        return [objet for objet in connus.values() if isinstance(objet, Agregat)]

    def _deposer(self, lignes: Sequence[dict[str, Any]]) -> None:
        """Un ordre par ligne, ou COPY dès qu'elles sont nombreuses."""
        if len(lignes) < LIGNES_COPIEES:
            self.session.execute(_INSERER_OUTBOX, lignes)
            return
        curseur: Any = self.session.connection().connection.cursor()
        with curseur, curseur.copy(f"COPY outbox ({', '.join(_COLONNES)}) FROM STDIN") as copie:
            for ligne in lignes:
                copie.write_row([ligne[colonne] for colonne in _COLONNES])

    def _commun(self) -> dict[str, Any]:
        """Ce que tous les faits d'une transaction portent."""
        porteur: dict[str, str] = {}
        inject(porteur)
        return {
            "occurred_on": self.contexte.instant,
            "acteur": json.dumps(self.contexte.acteur, ensure_ascii=False),
            "causation_id": self.contexte.cause,
            "traceparent": porteur.get("traceparent", ""),
        }

    def _ligne(self, agregat: Agregat, evenement: Any) -> dict[str, Any]:
        corps = evenement.model_dump(mode="json")
        return {
            "partition": crc32(str(agregat.id).encode()) % self._partitions,
            "event_id": nouvel_id(),
            "aggregate_type": evenement.agregat,
            "aggregate_id": str(agregat.id),
            "aggregate_seq": agregat.sequence,
            "type": evenement.nom,
            "dataschema": evenement.dataschema(self._publication.service),
            "payload": json.dumps(corps, ensure_ascii=False),
        }


class Fabrique:
    """Ouvre une unité de travail par appel, sur le moteur d'un service."""

    def __init__(self, sessions: Sessions, publication: Publication, partitions: int = 1) -> None:
        self.sessions = sessions
        self.publication = publication
        self.partitions = partitions

    @contextmanager
    def ouvrir(self, contexte: Contexte) -> Iterator[UniteDeTravail]:
        """Transaction : validée si le bloc se termine, défaite s'il lève."""
        with self.sessions.begin() as session:
            unite = self.sur(session, contexte)
            yield unite
            unite.terminer()

    def sur(self, session: Session, contexte: Contexte) -> UniteDeTravail:
        """Unité sur une session déjà ouverte ; l'appelant termine et valide."""
        return UniteDeTravail(session, publication=self.publication, contexte=contexte, partitions=self.partitions)

    def executer(self, contexte: Contexte, action: Callable[[UniteDeTravail], Any]) -> Any:
        """Ouvre, agit, enregistre ; rend le résultat de l'action."""
        with self.ouvrir(contexte) as unite:
            return action(unite)
