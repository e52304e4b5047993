"""Les états d'une réclamation et leurs passages permis (spécification A.4)."""

from __future__ import annotations

from enum import Enum


class StatutReclamation(Enum):
    ENREGISTREE = "ENREGISTREE"
    QUALIFIEE = "QUALIFIEE"
    PLANIFIEE = "PLANIFIEE"
    RESOLUE = "RESOLUE"
    CLOTUREE = "CLOTUREE"


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
        StatutReclamation.RESOLUE,
        StatutReclamation.CLOTUREE,
    },
    StatutReclamation.RESOLUE: {StatutReclamation.CLOTUREE},
}
"""QUALIFIEE vers elle-même : une imputation « à qualifier » se décide après visite ; PLANIFIEE vers elle-même : un second bon."""
