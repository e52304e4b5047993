"""Les états d'une réclamation et leurs passages permis (spécification A.4)."""

from __future__ import annotations

from datetime import datetime
from enum import Enum


class StatutReclamation(Enum):
    ENREGISTREE = "ENREGISTREE"
    QUALIFIEE = "QUALIFIEE"
    PLANIFIEE = "PLANIFIEE"
    RESOLUE = "RESOLUE"
    CLOTUREE = "CLOTUREE"


FINIES = (StatutReclamation.RESOLUE, StatutReclamation.CLOTUREE)


def en_retard(statut: StatutReclamation, *, resolution_avant: datetime, au: datetime) -> bool:
    """Vrai si la réclamation n'est ni résolue ni close, et que l'échéance de résolution est passée."""
    return statut not in FINIES and au > resolution_avant


TRANSITIONS = {
    StatutReclamation.ENREGISTREE: {StatutReclamation.QUALIFIEE, StatutReclamation.CLOTUREE},
    StatutReclamation.QUALIFIEE: {
        StatutReclamation.QUALIFIEE,
        StatutReclamation.PLANIFIEE,
        StatutReclamation.RESOLUE,
        StatutReclamation.CLOTUREE,
    },
    StatutReclamation.PLANIFIEE: {
        StatutReclamation.PLANIFIEE,
        StatutReclamation.QUALIFIEE,
        StatutReclamation.RESOLUE,
        StatutReclamation.CLOTUREE,
    },
    StatutReclamation.RESOLUE: {StatutReclamation.CLOTUREE},
}
"""QUALIFIEE vers elle-même : une imputation « à qualifier » se décide après visite ; PLANIFIEE vers elle-même : un second bon ;
PLANIFIEE vers QUALIFIEE : le dernier bon ouvert est annulé."""
