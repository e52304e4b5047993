"""Les phases d'un dossier d'impayé (spécification E.1), en table."""

from __future__ import annotations

from enum import Enum


class Phase(Enum):
    PREVENTION = "PREVENTION"
    AMIABLE_1 = "AMIABLE_1"
    AMIABLE_2 = "AMIABLE_2"
    PRECONTENTIEUX = "PRECONTENTIEUX"
    FSL = "FSL"
    CLOS = "CLOS"


TRANSITIONS = {
    Phase.PREVENTION: {Phase.AMIABLE_1, Phase.FSL, Phase.CLOS},
    Phase.AMIABLE_1: {Phase.AMIABLE_2, Phase.FSL, Phase.CLOS},
    Phase.AMIABLE_2: {Phase.PRECONTENTIEUX, Phase.FSL, Phase.CLOS},
    Phase.PRECONTENTIEUX: {Phase.FSL, Phase.CLOS},
    Phase.FSL: {Phase.PREVENTION, Phase.AMIABLE_1, Phase.AMIABLE_2, Phase.PRECONTENTIEUX, Phase.CLOS},
}
"""Une demande au FSL s'intercale à tout moment ; finie, le dossier reprend la phase qu'il avait quittée."""

PROGRESSION = (Phase.PREVENTION, Phase.AMIABLE_1, Phase.AMIABLE_2, Phase.PRECONTENTIEUX)
"""Ordre des phases de relance : une étape jouée fait avancer le dossier, jamais reculer."""


def chemin(*, de: Phase, vers: Phase) -> list[Phase]:
    """Phases à franchir, l'une après l'autre, de `de` (exclue) à `vers` ; vide s'il n'y a pas à avancer."""
    if de not in PROGRESSION or vers not in PROGRESSION:
        return []
    return list(PROGRESSION[PROGRESSION.index(de) + 1 : PROGRESSION.index(vers) + 1])
