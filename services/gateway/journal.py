"""Le journal d'accès : qui a vu quoi. Une consultation est écrite avant d'être rendue, et rien ne l'efface.

Les lignes qui attendent pendant une écriture partent ensemble dans la suivante : chacune attend toujours la sienne,
mais seize consultations simultanées ne font pas seize validations sur disque.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from opentelemetry import trace
from sqlalchemy import RowMapping, select, text

from gateway.adapters.orm import journal_acces
from gateway.base import Base
from socle.domaine.calendrier import PARIS
from socle.technique.contexte import Appelant

LOT_MAX = 200
_INSERER = text(
    """INSERT INTO journal_acces (sub, metiers, mission_active, role_technique, action, ressource, locataire_id, objet,
                                  cartes, trace_id)
       SELECT * FROM jsonb_to_recordset(CAST(:lignes AS jsonb))
           AS ligne(sub text, metiers text, mission_active text, role_technique text, action text, ressource text,
                    locataire_id uuid, objet text, cartes text[], trace_id text)"""
)
"""Un lot, une requête, un seul aller-retour : écrit en entier ou pas du tout."""
PREMIER_JOUR, DERNIER_JOUR = date(2000, 1, 1), date(2199, 12, 31)
"""Aucune consultation n'est hors de ces bornes ; un filtre plus large y est ramené, qu'aucun calcul de date ne déborde."""


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """Ce qu'un appelant s'apprête à voir. `cartes` : les seules qui lui sont servies ; `objet` : un document, par exemple."""

    ressource: str
    action: str = "LIRE"
    locataire_id: UUID | None = None
    objet: str = ""
    cartes: Sequence[str] = ()

    def ligne(self, appelant: Appelant) -> dict[str, Any]:
        return {
            "sub": appelant.sub,
            "metiers": ",".join(appelant.metiers),
            "mission_active": appelant.mission_active,
            "role_technique": appelant.role_technique,
            "action": self.action,
            "ressource": self.ressource,
            "locataire_id": str(self.locataire_id) if self.locataire_id else None,
            "objet": self.objet,
            "cartes": list(self.cartes),
            "trace_id": format(trace.get_current_span().get_span_context().trace_id, "032x"),
        }


@dataclass(frozen=True, kw_only=True)
class Filtre:
    """Consultations cherchées ; `du` et `au` sont des jours civils de Paris, compris."""

    locataire_id: UUID | None = None
    sub: str = ""
    du: date | None = None
    au: date | None = None
    avant: int | None = None

    def conditions(self) -> list[Any]:
        j = journal_acces.c
        conditions: list[Any] = []
        if self.locataire_id is not None:
            conditions.append(j.locataire_id == self.locataire_id)
        if self.sub:
            conditions.append(j.sub == self.sub)
        if self.du is not None:
            conditions.append(j.le >= _minuit(max(self.du, PREMIER_JOUR)))
        if self.au is not None:
            conditions.append(j.le < _minuit(min(self.au, DERNIER_JOUR) + timedelta(days=1)))
        if self.avant is not None:
            conditions.append(j.numero < self.avant)
        return conditions


def _minuit(jour: date) -> datetime:
    return datetime.combine(jour, time.min, PARIS)


class Journal:
    """Écrit les consultations par lots, et les relit de la plus récente à la plus ancienne."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._attente: list[tuple[dict[str, Any], asyncio.Future[None]]] = []
        self._ecriture: asyncio.Task[None] | None = None

    async def inscrire(self, appelant: Appelant, consultation: Consultation) -> None:
        """Rend la main quand la ligne est validée en base. Lève Indisponible si elle n'a pas pu l'être."""
        inscrite: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._attente.append((consultation.ligne(appelant), inscrite))
        if self._ecriture is None or self._ecriture.done():
            self._ecriture = asyncio.create_task(self._ecrire())
        await inscrite

    async def _ecrire(self) -> None:
        while self._attente:
            lot, self._attente = self._attente[:LOT_MAX], self._attente[LOT_MAX:]
            try:
                async with self._base.connexion() as connexion:
                    await connexion.execute(_INSERER, {"lignes": json.dumps([ligne for ligne, _ in lot])})
            except Exception as faute:
                _rendre(lot, faute)
            else:
                _rendre(lot, None)

    async def lire(self, filtre: Filtre, *, limite: int) -> Sequence[RowMapping]:
        """Au plus `limite` lignes, les plus récentes d'abord. Lève Indisponible."""
        requete = select(journal_acces).where(*filtre.conditions()).order_by(journal_acces.c.numero.desc())
        async with self._base.connexion() as connexion:
            return (await connexion.execute(requete.limit(limite))).mappings().all()


def _rendre(lot: Sequence[tuple[Any, asyncio.Future[None]]], faute: Exception | None) -> None:
    for _, inscrite in lot:
        if inscrite.done():  # le client est parti ; sa consultation reste écrite
            continue
        if faute is None:
            inscrite.set_result(None)
        else:
            inscrite.set_exception(faute)
