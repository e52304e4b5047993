"""L'orientation vers le social et ce que le recouvrement en sait : un motif codé, un statut, jamais un contenu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.refus import DonneeInvalide


class StatutAccompagnement(Enum):
    """La seule chose que le recouvrement sait de l'accompagnement social (règle G.11)."""

    AUCUN = "AUCUN"
    PROPOSE = "PROPOSE"
    REFUSE = "REFUSE"
    EN_COURS = "EN_COURS"
    CLOS = "CLOS"


class MotifOrientation(Enum):
    """Motifs codés permis au recouvrement. Santé, handicap, violences, incurie n'y sont pas : il n'a pas à les connaître."""

    IMPAYE = "IMPAYE"
    CHARGES = "CHARGES"
    ISOLEMENT = "ISOLEMENT"
    SUROCCUPATION = "SUROCCUPATION"
    SURENDETTEMENT = "SURENDETTEMENT"
    ACCES_DROITS = "ACCES_DROITS"
    RELOGEMENT = "RELOGEMENT"


@dataclass(frozen=True, kw_only=True)
class Orientation:
    """Orientation vers le social ; `retour_le` date le premier statut reçu en réponse."""

    motif: MotifOrientation
    oriente_le: date
    retour_le: date | None = None


def lire_motif(motif: str) -> MotifOrientation:
    """Motif codé, ou DonneeInvalide (MOTIF_INCONNU) qui donne la liste permise."""
    try:
        return MotifOrientation(motif)
    except ValueError:
        permis = ", ".join(m.value for m in MotifOrientation)
        raise DonneeInvalide(
            "MOTIF_INCONNU", f"Motif d'orientation hors de la liste : {permis}.", champ="motif"
        ) from None
