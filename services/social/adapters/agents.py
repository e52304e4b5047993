"""De l'appelant vérifié à l'agent que juge la règle du secret."""

from __future__ import annotations

from social.domain.secret import Agent
from socle.technique.contexte import Appelant
from socle.technique.habilitations import Habilitations

PILOTE = "P"


def agent(appelant: Appelant, habilitations: Habilitations) -> Agent:
    """Les métiers exercés et ce qu'ils pilotent se lisent dans la matrice, jamais dans le jeton. Lève AccesRefuse."""
    exerces = habilitations.metiers_exerces(appelant)
    return Agent(
        sub=appelant.sub,
        metiers=exerces,
        mission_active=appelant.mission_active,
        pilotees=tuple(
            frozenset(m for m in habilitations.missions if habilitations.niveaux.get((m, metier)) == PILOTE)
            for metier in exerces
        ),
    )
