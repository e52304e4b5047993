"""Le journal des accès aux dossiers sociaux (spécification G.10) : qui a lu quoi, sous quelle mission, et la réponse.

Il ne porte aucun contenu. Une ligne ne se modifie pas : la base le refuse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from social.domain.secret import Agent


class ActionAcces(Enum):
    LIRE = "LIRE"
    LISTER = "LISTER"
    MODIFIER = "MODIFIER"


@dataclass(eq=False, kw_only=True)
class Acces:
    """`le` : instant UTC. `dossier_id` : le dossier demandé, même s'il n'existe pas ; None pour une liste refusée."""

    id: UUID
    le: datetime
    sub: str
    metiers: str
    mission_active: str
    action: ActionAcces
    dossier_id: UUID | None
    accorde: bool

    @classmethod
    def de(
        cls, agent: Agent, *, id: UUID, le: datetime, action: ActionAcces, dossier_id: UUID | None, accorde: bool
    ) -> Acces:
        """L'accès de `agent`, sous les métiers qu'il exerce et la mission qu'il a choisie."""
        return cls(
            id=id,
            le=le,
            sub=agent.sub,
            metiers=",".join(agent.metiers),
            mission_active=agent.mission_active,
            action=action,
            dossier_id=dossier_id,
            accorde=accorde,
        )
