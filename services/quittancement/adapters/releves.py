"""Les relevés en base : lus par tranche, écrits par COPY, jamais par l'ORM."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from quittancement.adapters.orm_energie import compteurs, releves
from quittancement.domain.energie.compteur import CompteurEnergie
from quittancement.domain.energie.releve import Qualite, Releve

COLONNES = ("compteur_id", "le", "source", "index", "qualite", "debit_nocturne", "temperature")

AUTOUR = text(
    """SELECT r.* FROM energie_releve r WHERE r.compteur_id = ANY(:ids) AND r.le BETWEEN :du AND :au
       UNION
       SELECT v.* FROM unnest(CAST(:ids AS uuid[])) AS c (id), LATERAL (
         (SELECT * FROM energie_releve WHERE compteur_id = c.id AND le < :du AND qualite <> 'ESTIME'
           ORDER BY le DESC, index DESC LIMIT 1)
         UNION ALL
         (SELECT * FROM energie_releve WHERE compteur_id = c.id AND le > :au AND qualite <> 'ESTIME'
           ORDER BY le, index LIMIT 1)) v"""
)


class ReleveSql:
    """Le dépôt des relevés (voir `application.depot_releves`)."""

    def compteurs(self, session: Session, references: Collection[str]) -> Mapping[str, CompteurEnergie]:
        requete = (
            select(CompteurEnergie)
            .where(compteurs.c.reference.in_(references))
            .order_by(compteurs.c.id)
            .with_for_update()
        )
        return {compteur.reference: compteur for compteur in session.scalars(requete)}

    def autour(
        self, session: Session, compteur_ids: Collection[UUID], *, du: date, au: date
    ) -> Mapping[UUID, Sequence[Releve]]:
        lignes = session.execute(AUTOUR, {"ids": list(compteur_ids), "du": du, "au": au})
        resultat: dict[UUID, list[Releve]] = defaultdict(list)
        for ligne in lignes:
            resultat[ligne.compteur_id].append(releve(ligne))
        return resultat

    def tous(self, session: Session, compteur_id: UUID) -> Sequence[Releve]:
        requete = select(releves).where(releves.c.compteur_id == compteur_id).order_by(releves.c.le, releves.c.source)
        return [releve(ligne) for ligne in session.execute(requete)]

    def ecrire(self, session: Session, neufs: Sequence[tuple[UUID, Releve]]) -> None:
        curseur: Any = session.connection().connection.cursor()
        with curseur.copy(f"COPY energie_releve ({', '.join(COLONNES)}) FROM STDIN") as copie:
            for compteur_id, r in neufs:
                copie.write_row(
                    (compteur_id, r.le, r.source, r.index, r.qualite.value, r.debit_nocturne, r.temperature)
                )


def releve(ligne: Row[Any]) -> Releve:
    """D'une ligne de la table."""
    return Releve(
        le=ligne.le,
        index=ligne._mapping["index"],
        qualite=Qualite(ligne.qualite),
        source=ligne.source,
        debit_nocturne=ligne.debit_nocturne,
        temperature=ligne.temperature,
    )
