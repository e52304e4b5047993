"""Éditer une tranche de documents : composés et rangés au coffre hors transaction, inscrits ensuite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from quittancement.adapters.lectures_accords import canaux
from quittancement.adapters.orm import documents
from quittancement.domain.accord_demat import Canal
from socle.domaine.calendrier import PARIS
from socle.domaine.refus import DejaExistant, Refus
from socle.technique.archives import Archives, DocumentInscrit
from socle.technique.contexte import Horloge

_VERROU = text("SELECT pg_advisory_xact_lock(hashtextextended('documents en masse', 0))")
"""Deux appels qui éditent la même tranche s'inscrivent l'un après l'autre : le second retrouve ce que le premier a fait."""

ECRITURES = 8
"""Dépôts au coffre à la fois : chacun attend le disque, ou le réseau, pendant qu'on compose les suivants."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Un document composé, à ranger. `id` dérive de ce qu'il constate : l'éditer à nouveau retrouve le premier."""

    id: UUID
    nature: str
    sujet_id: UUID
    nom_fichier: str
    contenu: bytes


@dataclass(frozen=True, kw_only=True)
class Edite:
    """`element` : ce qu'on voulait éditer ; `document` : déjà inscrit, ou rangé et à inscrire si `nouveau`."""

    element: Any
    document: Any
    nouveau: bool


@dataclass(frozen=True, kw_only=True)
class Ecarte:
    element: Any
    refus: Refus


@dataclass(frozen=True, kw_only=True)
class Tranche:
    """`total` : ce qu'il y a à éditer en tout ; `suivant` : jeton de la tranche d'après, vide à la dernière.

    `canaux` : par bail, par où part son document ; sans accord en vigueur, sur papier.
    """

    edites: Sequence[Edite]
    ecartes: Sequence[Ecarte]
    total: int
    suivant: str
    canaux: Mapping[UUID, Canal] = field(default_factory=dict)


class RangementEnMasse:
    """Range les pièces d'une tranche ; un élément refusé est mis de côté, les autres continuent."""

    def __init__(self, archives: Archives, horloge: Horloge) -> None:
        self._archives, self._horloge = archives, horloge

    def _aujourd_hui(self) -> date:
        return self._horloge().astimezone(PARIS).date()

    def deja(self, connexion: Connection, ids: Mapping[UUID, Any]) -> dict[Any, Any]:
        """Documents inscrits, par la valeur que `ids` donne à leur identifiant."""
        lignes = connexion.execute(select(documents).where(documents.c.id.in_(ids))).all()
        return {ids[ligne.id]: ligne for ligne in lignes}

    def ranger(
        self, elements: Iterable[Any], composer: Callable[[Any], Piece | None]
    ) -> tuple[list[Edite], list[Ecarte]]:
        """Compose et dépose chaque élément, dans l'ordre. `composer` rend None s'il n'y a rien à éditer."""
        ranges: list[tuple[Any, Future[DocumentInscrit] | Refus]] = []
        with ThreadPoolExecutor(ECRITURES) as fils:
            for element in elements:
                try:
                    piece = composer(element)
                except Refus as refus:
                    ranges.append((element, refus))
                else:
                    if piece is not None:
                        ranges.append((element, fils.submit(self._ranger, piece)))
        edites = [
            Edite(element=element, document=fait.result(), nouveau=True)
            for element, fait in ranges
            if not isinstance(fait, Refus)
        ]
        ecartes = [Ecarte(element=element, refus=fait) for element, fait in ranges if isinstance(fait, Refus)]
        return edites, ecartes

    def inscrire(self, session: Session, tranche: Tranche) -> Tranche:
        """Inscrit ce qui est nouveau, sauf si un autre appel l'a fait entre-temps."""
        if any(edite.nouveau for edite in tranche.edites):
            session.execute(_VERROU)
        inscrits = []
        for edite in tranche.edites:
            trouve = self._archives.trouver(session.connection(), edite.document.id) if edite.nouveau else None
            document = trouve or edite.document
            if edite.nouveau and trouve is None:
                self._archives.inscrire(session, edite.document)
            inscrits.append(replace(edite, document=document))
        # L'accord se lit dans la transaction qui rend le document : un retrait pendant l'édition compte.
        baux = {edite.element.bail_id for edite in inscrits}
        return replace(tranche, edites=inscrits, canaux=canaux(session, baux, au=self._aujourd_hui()))

    def _ranger(self, piece: Piece) -> DocumentInscrit:
        """Un essai interrompu a pu ranger un autre contenu sous ce nom, jamais inscrit : celui-ci va à côté."""

        def sous(nom: UUID) -> DocumentInscrit:
            return self._archives.ranger(
                piece.contenu,
                id=nom,
                nature=piece.nature,
                sujet_id=piece.sujet_id,
                nom_fichier=piece.nom_fichier,
                cree_le=self._horloge(),
            )

        try:
            return sous(piece.id)
        except DejaExistant:
            return replace(sous(uuid5(piece.id, self._horloge().isoformat())), id=piece.id)
