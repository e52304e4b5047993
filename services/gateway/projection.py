"""Lecture asynchrone de la projection des baux."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from gateway.adapters.orm import baux
from gateway.base import Base
from socle.domaine.refus import Introuvable

MEMOIRE_S, MEMOIRE_MAX = 5.0, 10_000


def _bail_montre(locataire_id: UUID) -> Select[Any]:
    """Le bail où le locataire est entré en dernier ; à défaut d'entrée, le dernier signé (l'UUIDv7 départage un même jour)."""
    return (
        select(baux)
        .where(baux.c.locataire_id == locataire_id)
        .order_by(baux.c.active_le.desc().nulls_last(), baux.c.signe_le.desc(), baux.c.bail_id.desc())
        .limit(1)
    )


class Projection:
    """Un locataire → son bail et sa demande ; gardé cinq secondes en mémoire, le temps de feuilleter un dossier."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self._memoire: OrderedDict[UUID, tuple[float, Any]] = OrderedDict()

    async def locataire(self, locataire_id: UUID) -> Any:
        """Ligne de la projection. Lève Introuvable, ou Indisponible si la base ne répond pas."""
        echeance, ligne = self._memoire.get(locataire_id, (0.0, None))
        if time.monotonic() < echeance:
            return ligne
        async with self._base.connexion() as connexion:
            ligne = (await connexion.execute(_bail_montre(locataire_id))).first()
        if ligne is None:
            raise Introuvable("Locataire", locataire_id, champ="locataire_id")
        self._memoire[locataire_id] = (time.monotonic() + MEMOIRE_S, ligne)
        self._memoire.move_to_end(locataire_id)
        if len(self._memoire) > MEMOIRE_MAX:
            self._memoire.popitem(last=False)
        return ligne
