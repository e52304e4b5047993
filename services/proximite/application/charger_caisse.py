"""Prendre une caisse sous verrou, dans le périmètre de l'agent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from proximite.domain.caisse import Caisse
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


def charger_caisse(caisse_id: UUID, *, perimetre: Sequence[str] | None, uow: UniteDeTravail, etag: str = "") -> Caisse:
    """`perimetre` : résidences de l'agent, None pour toutes. Lève Introuvable, aussi hors du périmètre, ConflitDeVersion."""
    caisse = uow.charger(Caisse, caisse_id, champ="caisse_id", etag=etag)
    if perimetre is not None and str(caisse.residence_id) not in perimetre:
        raise Introuvable("Caisse", caisse_id, champ="caisse_id")
    return caisse
