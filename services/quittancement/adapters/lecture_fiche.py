"""La carte du compte dans la vue 360° : les sommes que donne le domaine, calculées là où sont les lignes.

Charger un compte pour le montrer relisait toutes ses quittances, ligne par ligne ; leurs totaux sont tenus à côté d'elles. Les règles restent celles de
`domain.termes` (`dette_echue`, `solde`) ; un test les compare sur des comptes engendrés.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Text, Uuid, bindparam, column, text

from socle.domaine.montant import Montant
from socle.domaine.refus import Introuvable
from socle.technique.base import TypeMontant
from socle.technique.lecture import Jouer, LecturePreparee

_SOMMES = LecturePreparee(
    text(
        """
        WITH terme AS MATERIALIZED (
            SELECT q.id, q.mois, q.exigible_le <= :au AS echu, q.limite_paiement_le < :au AS tardif, q.net, q.reste
              FROM quittance q
             WHERE q.bail_id = :bail_id AND q.statut = 'VALIDEE'
        ), recu AS MATERIALIZED (
            SELECT p.montant - p.ecart AS credit, p.recu_le, p.contrepasse_le IS NULL AS vaut,
                   p.recu_le <= :au AND (p.contrepasse_le IS NULL OR :au < p.contrepasse_le) AS valait,
                   p.affectations
              FROM paiement p
             WHERE p.bail_id = :bail_id
        ), affecte AS (
            SELECT coalesce(sum((a -> 'montant' ->> 'centimes')::bigint), 0) AS ailleurs
              FROM recu, jsonb_array_elements(recu.affectations) a
             WHERE recu.valait AND (a ->> 'le')::date <= :au
               AND NOT EXISTS (SELECT FROM terme WHERE terme.echu AND terme.id = (a ->> 'quittance_id')::uuid)
        ), du AS (
            SELECT coalesce(sum(net), 0) AS total, coalesce(sum(net) FILTER (WHERE echu), 0) AS echu,
                   max(mois) AS dernier_mois, count(*) FILTER (WHERE tardif AND reste <> 0) AS impayes
              FROM terme
        ), verse AS (
            SELECT coalesce(sum(credit) FILTER (WHERE vaut), 0) AS total,
                   coalesce(sum(credit) FILTER (WHERE valait), 0) AS au_jour,
                   max(recu_le) FILTER (WHERE vaut) AS dernier
              FROM recu
        )
        SELECT compte.reference, greatest(du.echu + affecte.ailleurs - verse.au_jour, 0)::bigint AS somme_due,
               (du.total - verse.total)::bigint AS solde,
               coalesce(du.dernier_mois, '') AS dernier_mois,
               verse.dernier AS dernier_paiement_le,
               du.impayes::integer AS termes_impayes
          FROM compte, du, verse, affecte
         WHERE compte.id = :bail_id
           AND (:suivis_par IS NULL
                OR EXISTS (SELECT FROM suivi WHERE suivi.bail_id = :bail_id AND suivi.referent = :suivis_par))
        """
    )
    .bindparams(bindparam("bail_id", type_=Uuid), bindparam("au", type_=Date), bindparam("suivis_par", type_=Text))
    .columns(
        column("reference", Text),
        column("somme_due", TypeMontant),
        column("solde", TypeMontant),
        column("dernier_mois", Text),
        column("dernier_paiement_le", Date),
        column("termes_impayes", Integer),
    )
)
"""`ailleurs` : ce qu'un paiement éteint d'un terme non échu. La dette échue ne déduit d'un paiement que le reste."""


@dataclass(frozen=True, kw_only=True)
class SommesDuCompte:
    """À une date : dette échue, solde (négatif : avance), dernier mois validé (vide : aucun), dernier paiement qui vaut."""

    reference: str
    somme_due: Montant
    solde: Montant
    dernier_mois: str
    dernier_paiement_le: date | None
    termes_impayes: int


def sommes(jouer: Jouer, bail_id: UUID, *, au: date, suivis_par: str | None) -> SommesDuCompte:
    """Lève Introuvable, aussi pour un ménage que l'agent ne suit pas."""
    lignes: Any = jouer(_SOMMES, bail_id=bail_id, au=au, suivis_par=suivis_par)
    if not lignes:
        raise Introuvable("Compte", bail_id, champ="bail_id")
    return SommesDuCompte(**lignes[0]._asdict())
