"""Les documents rangés d'un service : une ligne en base, le contenu au coffre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, DateTime, MetaData, Row, Table, Text, Uuid, insert, select
from sqlalchemy.orm import Session

from socle.domaine.refus import Introuvable
from socle.technique.coffre import Coffre


def table_documents(metadata: MetaData) -> Table:
    """Table `document`, la même dans chaque service qui en édite."""
    return Table(
        "document",
        metadata,
        Column("id", Uuid, primary_key=True),
        Column("nature", Text, nullable=False),
        Column("sujet_id", Uuid, nullable=False, index=True),
        Column("nom_fichier", Text, nullable=False),
        Column("chemin", Text, nullable=False),
        Column("empreinte_sha256", Text, nullable=False),
        Column("taille_octets", BigInteger, nullable=False),
        Column("cree_le", DateTime(timezone=True), nullable=False),
    )


@dataclass(frozen=True, kw_only=True)
class DocumentInscrit:
    """Document rangé, tel que la base le connaît."""

    id: UUID
    nature: str
    sujet_id: UUID
    nom_fichier: str
    chemin: str
    empreinte_sha256: str
    taille_octets: int
    cree_le: datetime


class Archives:
    """Range le contenu d'abord (hors transaction), l'inscrit ensuite : au pire un fichier orphelin, jamais une ligne vide."""

    def __init__(self, service: str, coffre: Coffre, table: Table) -> None:
        self._service, self._coffre, self._table = service, coffre, table

    def ranger(
        self, contenu: bytes, *, id: UUID, nature: str, sujet_id: UUID, nom_fichier: str, cree_le: datetime
    ) -> DocumentInscrit:
        """Dépose le contenu au coffre ; rien n'est encore en base."""
        range_ = self._coffre.ranger(self._service, nature, id, contenu)
        return DocumentInscrit(
            id=id,
            nature=nature,
            sujet_id=sujet_id,
            nom_fichier=nom_fichier,
            chemin=range_.chemin,
            empreinte_sha256=range_.empreinte_sha256,
            taille_octets=range_.taille,
            cree_le=cree_le,
        )

    def inscrire(self, session: Session, document: DocumentInscrit) -> DocumentInscrit:
        session.execute(insert(self._table).values(**vars(document)))
        return document

    def trouver(self, connexion: Connection, document_id: UUID) -> Row[Any] | None:
        """Ligne du document, ou None : il n'a pas été inscrit."""
        return connexion.execute(select(self._table).where(self._table.c.id == document_id)).first()

    def ligne(self, connexion: Connection, document_id: UUID) -> Row[Any]:
        """Lève Introuvable."""
        ligne = self.trouver(connexion, document_id)
        if ligne is None:
            raise Introuvable("Document", document_id, champ="document_id")
        return ligne

    def contenu(self, ligne: Any) -> bytes:
        """Octets du document, vérifiés par leur empreinte."""
        return self._coffre.lire(ligne.chemin, empreinte=ligne.empreinte_sha256)
