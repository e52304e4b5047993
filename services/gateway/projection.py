"""Lecture asynchrone de la projection, et journal des ouvertures."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from gateway.adapters.orm import baux, journal_acces
from socle.domaine.refus import Introuvable
from socle.technique.contexte import Appelant

MEMOIRE_S, MEMOIRE_MAX = 30.0, 10_000


def _bail_montre(locataire_id: UUID) -> Select[Any]:
    """Le bail où le locataire est entré en dernier ; à défaut d'entrée, le dernier signé (l'UUIDv7 départage un même jour)."""
    return (
        select(baux)
        .where(baux.c.locataire_id == locataire_id)
        .order_by(baux.c.active_le.desc().nulls_last(), baux.c.signe_le.desc(), baux.c.bail_id.desc())
        .limit(1)
    )


class Projection:
    """Un locataire → son bail et sa demande ; gardé trente secondes en mémoire : ces identifiants ne changent presque jamais."""

    def __init__(self, url: str) -> None:
        self._moteur: AsyncEngine = create_async_engine(url, pool_size=8, max_overflow=8)
        self._memoire: OrderedDict[UUID, tuple[float, Any]] = OrderedDict()

    async def locataire(self, locataire_id: UUID) -> Any:
        """Ligne de la projection. Lève Introuvable."""
        echeance, ligne = self._memoire.get(locataire_id, (0.0, None))
        if time.monotonic() < echeance:
            return ligne
        async with self._moteur.connect() as connexion:
            ligne = (await connexion.execute(_bail_montre(locataire_id))).first()
        if ligne is None:
            raise Introuvable("Locataire", locataire_id, champ="locataire_id")
        self._memoire[locataire_id] = (time.monotonic() + MEMOIRE_S, ligne)
        if len(self._memoire) > MEMOIRE_MAX:
            self._memoire.popitem(last=False)
        return ligne

    async def journaliser(self, appelant: Appelant, locataire_id: UUID) -> None:
        """Inscrit l'ouverture ; la vue n'est pas rendue si elle ne peut pas l'être."""
        async with self._moteur.begin() as connexion:
            await connexion.execute(
                insert(journal_acces).values(
                    sub=appelant.sub, metiers=",".join(appelant.metiers), locataire_id=locataire_id
                )
            )

    async def pret(self) -> None:
        async with self._moteur.connect() as connexion:
            await connexion.execute(select(1))

    async def fermer(self) -> None:
        await self._moteur.dispose()
