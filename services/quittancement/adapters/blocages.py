"""Ce qui interdit de prélever un bail, tel que la base le tient : blocages posés, et gel d'un surendettement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from quittancement.adapters.orm import comptes
from quittancement.domain.banque.remise import Blocage, BlocageDuBail
from socle.technique.base import adaptateur

_PROTECTIONS = adaptateur(comptes.c.protections)
GEL = (
    """CASE WHEN jsonb_array_length(coalesce(c.protections -> 'gels', '[]')) > 0 THEN CAST(c.protections AS text) END"""
)
"""Protections d'un compte (`c`) s'il a un gel : presque aucun n'en a, on ne lit que celles-là."""


def blocages_du_bail(
    poses: Sequence[Mapping[str, str]] | None, protections: str | None, *, au: date
) -> tuple[BlocageDuBail, ...]:
    """Blocages qu'une personne ou un retour a posés, et celui d'un surendettement dont le gel court ce jour-là."""
    lus = [BlocageDuBail(code=Blocage(b["code"]), depuis=date.fromisoformat(b["depuis"])) for b in poses or ()]
    gel = _PROTECTIONS.validate_json(protections).gel_au(au) if protections else None
    if gel is not None:
        lus.append(BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=gel.recevable_le))
    return tuple(lus)
