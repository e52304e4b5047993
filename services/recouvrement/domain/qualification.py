"""Ce qu'un agent a constaté d'un impayé : son segment, un contact, un garant (spécification E.2 et E.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.explication import Reponse


class Segment(Enum):
    """Segments qu'un agent peut donner. Un décès ou une contestation ne sont pas des segments : ils se signalent."""

    OUBLI = "OUBLI"
    FRAGILE = "FRAGILE"
    CHRONIQUE = "CHRONIQUE"
    MAUVAISE_VOLONTE = "MAUVAISE_VOLONTE"
    PARTI = "PARTI"


@dataclass(frozen=True, kw_only=True)
class Qualification:
    """Constat daté, avec son auteur (identifiant d'agent). Un constat nouveau remplace l'ancien, qui reste au dossier."""

    qualifie_le: date
    par: str
    segment: Segment | None = None
    contact_etabli: Reponse = Reponse.INCONNU
    garant: Reponse = Reponse.INCONNU


def qualification_au(qualifications: Sequence[Qualification], au: date) -> Qualification | None:
    """Dernier constat fait au plus tard ce jour-là ; None s'il n'y en a pas."""
    passees = sorted((q for q in qualifications if q.qualifie_le <= au), key=lambda q: q.qualifie_le)
    return passees[-1] if passees else None


def booleen(reponse: Reponse) -> bool | None:
    return None if reponse is Reponse.INCONNU else reponse is Reponse.OUI
