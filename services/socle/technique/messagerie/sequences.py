"""L'ordre par agrégat : la dernière séquence appliquée, sous verrou, et les faits retenus en attendant ceux d'avant.

Un lot se classe en mémoire après une lecture, et s'enregistre en une écriture par table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from socle.technique.identifiants import naissance
from socle.technique.messagerie.enveloppe import Enveloppe, lire_enveloppe

Flux = tuple[str, str]
"""(source, type d'agrégat)."""

Cle = tuple[str, str, str]
"""(source, type d'agrégat, agrégat)."""

_VERROUILLER = text(
    """SELECT aggregate_id, derniere FROM sequence_recue
        WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = ANY(:ids)
        ORDER BY aggregate_id FOR UPDATE"""
)
_NAITRE = text(
    """INSERT INTO sequence_recue (source, aggregate_type, aggregate_id, derniere)
       SELECT :source, :agregat, n.id, n.base
         FROM unnest(CAST(:ids AS text[]), CAST(:bases AS bigint[])) AS n(id, base) ORDER BY n.id
       ON CONFLICT DO NOTHING"""
)
_AVANCER = text(
    """UPDATE sequence_recue s SET derniere = n.derniere
         FROM unnest(CAST(:ids AS text[]), CAST(:dernieres AS bigint[])) AS n(id, derniere)
        WHERE s.source = :source AND s.aggregate_type = :agregat AND s.aggregate_id = n.id"""
)
_RETENUS = text(
    """SELECT aggregate_id, aggregate_seq, entetes, corps FROM retenu
        WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = ANY(:ids)"""
)
_RETENIR = text(
    """INSERT INTO retenu (source, aggregate_type, aggregate_id, aggregate_seq, entetes, corps)
       VALUES (:source, :agregat, :id, :seq, CAST(:entetes AS jsonb), :corps) ON CONFLICT DO NOTHING"""
)
_LIBERER = text(
    """DELETE FROM retenu WHERE source = :source AND aggregate_type = :agregat AND aggregate_id = :id
          AND aggregate_seq = :seq"""
)


_MURES = text(
    """SELECT r.entetes, r.corps FROM retenu r
         JOIN sequence_recue s USING (source, aggregate_type, aggregate_id)
        WHERE r.aggregate_seq <= s.derniere + 1 ORDER BY r.aggregate_id, r.aggregate_seq LIMIT :lot"""
)
_FRANCHIR = text(
    """WITH trou AS (
           SELECT s.derniere AS avant, min(r.aggregate_seq) - 1 AS apres FROM sequence_recue s
             JOIN retenu r USING (source, aggregate_type, aggregate_id)
            WHERE s.source = :source AND s.aggregate_type = :agregat AND s.aggregate_id = :id GROUP BY s.derniere)
       UPDATE sequence_recue s SET derniere = trou.apres FROM trou
        WHERE s.source = :source AND s.aggregate_type = :agregat AND s.aggregate_id = :id AND trou.apres > s.derniere
       RETURNING trou.apres - trou.avant"""
)


class Classement:
    """Le sort des faits d'un lot. `a_appliquer` est dans l'ordre des effets ; `doublons` : déjà passés."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dernieres: dict[Cle, int] = {}
        self._avancees: set[Cle] = set()
        self._en_attente: dict[Cle, dict[int, Enveloppe]] = {}
        self._en_base: set[tuple[Cle, int]] = set()
        self._liberes: list[tuple[Cle, int]] = []
        self.a_appliquer: list[Enveloppe] = []
        self.doublons: list[Enveloppe] = []

    def charger(self, enveloppes: Iterable[Enveloppe], abonnes_depuis: Mapping[Flux, datetime]) -> None:
        """Verrouille les séquences des agrégats du lot et lit ce qu'ils retiennent."""
        par_flux = sorted(enveloppes, key=lambda e: (e.source, e.aggregate_type))
        for flux, du_flux in groupby(par_flux, key=lambda e: (e.source, e.aggregate_type)):
            premiers: dict[str, Enveloppe] = {}
            for enveloppe in du_flux:
                premiers.setdefault(enveloppe.aggregate_id, enveloppe)
            self._verrouiller(flux, premiers, abonnes_depuis.get(flux))
            self._lire_retenus(flux, list(premiers))

    def _verrouiller(self, flux: Flux, premiers: Mapping[str, Enveloppe], depuis: datetime | None) -> None:
        connues = self._lire_dernieres(flux, list(premiers))
        nouveaux = sorted(set(premiers) - set(connues))
        if nouveaux:
            self._session.execute(
                _NAITRE,
                {**_du_flux(flux), "ids": nouveaux, "bases": [_base(premiers[i], depuis) for i in nouveaux]},
            )
            connues |= self._lire_dernieres(flux, nouveaux)
        self._dernieres |= {(*flux, identifiant): derniere for identifiant, derniere in connues.items()}

    def _lire_dernieres(self, flux: Flux, ids: list[str]) -> dict[str, int]:
        return {i: n for i, n in self._session.execute(_VERROUILLER, {**_du_flux(flux), "ids": ids}).all()}

    def _lire_retenus(self, flux: Flux, ids: list[str]) -> None:
        for ligne in self._session.execute(_RETENUS, {**_du_flux(flux), "ids": ids}).all():
            cle = (*flux, ligne.aggregate_id)
            if ligne.aggregate_seq <= self._dernieres[cle]:
                self._liberes.append((cle, ligne.aggregate_seq))
                continue
            enveloppe = lire_enveloppe(ligne.entetes, bytes(ligne.corps), maintenant=None)
            self._en_attente.setdefault(cle, {})[ligne.aggregate_seq] = enveloppe
            self._en_base.add((cle, ligne.aggregate_seq))

    def classer(self, enveloppe: Enveloppe) -> str:
        """Rend DOUBLON, RETENU ou TRAITE ; un fait à son rang libère ceux qui l'attendaient."""
        cle = _cle(enveloppe)
        if enveloppe.sequence <= self._dernieres[cle]:
            self.doublons.append(enveloppe)
            return "DOUBLON"
        attente = self._en_attente.setdefault(cle, {})
        attente.setdefault(enveloppe.sequence, enveloppe)
        if enveloppe.sequence > self._dernieres[cle] + 1:
            return "RETENU"
        while (suivant := attente.pop(self._dernieres[cle] + 1, None)) is not None:
            self.a_appliquer.append(suivant)
            self._dernieres[cle] += 1
            self._avancees.add(cle)
            if (cle, suivant.sequence) in self._en_base:
                self._liberes.append((cle, suivant.sequence))
        return "TRAITE"

    def enregistrer(self) -> None:
        """Écrit les séquences avancées, les nouveaux retenus et les libérations."""
        for flux, cles in groupby(sorted(self._avancees), key=lambda cle: cle[:2]):
            dernieres = {cle[2]: self._dernieres[cle] for cle in cles}
            self._session.execute(
                _AVANCER,
                {"source": flux[0], "agregat": flux[1], "ids": [*dernieres], "dernieres": [*dernieres.values()]},
            )
        retenir = [
            _ligne_retenue(enveloppe)
            for cle, attente in self._en_attente.items()
            for sequence, enveloppe in attente.items()
            if (cle, sequence) not in self._en_base
        ]
        if retenir:
            self._session.execute(_RETENIR, retenir)
        if self._liberes:
            self._session.execute(
                _LIBERER, [{"source": s, "agregat": a, "id": i, "seq": seq} for (s, a, i), seq in self._liberes]
            )


def mures(session: Session, *, lot: int) -> list[Any]:
    """Faits retenus dont le tour est venu ou passé, sans qu'un message les ait libérés : en-têtes et corps, dans l'ordre."""
    return list(session.execute(_MURES, {"lot": lot}).all())


def franchir(connexion: Connection, *, source: str, agregat: str, identifiant: str) -> int:
    """Renonce aux faits manquants d'un agrégat : avance sa séquence jusqu'au premier retenu ; rend le nombre de rangs franchis.

    À n'employer que si la source ne peut plus les renvoyer ; zéro si rien n'est retenu.
    """
    return int(
        connexion.execute(_FRANCHIR, {"source": source, "agregat": agregat, "id": identifiant}).scalar_one_or_none()
        or 0
    )


def _base(premier: Enveloppe, depuis: datetime | None) -> int:
    """Un agrégat né avant l'abonnement commence où on le rencontre : l'UUIDv7 porte son instant de naissance."""
    if premier.sequence == 1:
        return 0
    try:
        ne = naissance(UUID(premier.aggregate_id))
    except ValueError:
        return 0
    return premier.sequence - 1 if ne is not None and depuis is not None and ne < depuis else 0


def _ligne_retenue(enveloppe: Enveloppe) -> dict[str, object]:
    return {
        "source": enveloppe.source,
        "agregat": enveloppe.aggregate_type,
        "id": enveloppe.aggregate_id,
        "seq": enveloppe.sequence,
        "entetes": json.dumps(dict(enveloppe.entetes), ensure_ascii=False),
        "corps": enveloppe.corps,
    }


def _cle(enveloppe: Enveloppe) -> Cle:
    return enveloppe.source, enveloppe.aggregate_type, enveloppe.aggregate_id


def _du_flux(flux: Flux) -> dict[str, str]:
    return {"source": flux[0], "agregat": flux[1]}
