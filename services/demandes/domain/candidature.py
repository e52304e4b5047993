"""La candidature d'une demande à une offre, et ses états."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from demandes.domain.candidats import Candidat
from socle.domaine.agregat import franchir
from socle.domaine.explication import Explication


class StatutCandidature(Enum):
    PRESENTEE = "PRESENTEE"
    ATTRIBUEE = "ATTRIBUEE"
    NON_ATTRIBUEE = "NON_ATTRIBUEE"
    IRRECEVABLE = "IRRECEVABLE"
    PROPOSEE = "PROPOSEE"
    ACCEPTEE = "ACCEPTEE"
    REFUSEE = "REFUSEE"
    SANS_REPONSE = "SANS_REPONSE"
    ABANDONNEE = "ABANDONNEE"


S = StatutCandidature
TRANSITIONS_CANDIDATURE = {
    S.PRESENTEE: {S.ATTRIBUEE, S.NON_ATTRIBUEE, S.IRRECEVABLE},
    S.ATTRIBUEE: {S.PROPOSEE, S.ABANDONNEE},
    S.PROPOSEE: {S.ACCEPTEE, S.REFUSEE, S.SANS_REPONSE, S.ABANDONNEE},
    S.ACCEPTEE: {S.REFUSEE, S.ABANDONNEE},
    S.NON_ATTRIBUEE: {S.PRESENTEE},
    S.IRRECEVABLE: {S.PRESENTEE},
    S.ABANDONNEE: {S.PRESENTEE},
}
"""Un candidat écarté ou abandonné en route peut revenir à une séance suivante ; celui qui a refusé ce logement, non."""


@dataclass(frozen=True, kw_only=True)
class Candidature:
    """Une demande examinée pour un logement. `rang` 0 : sans attribution ; `explications` : verdicts présentés."""

    demande_id: UUID
    numero_unique: str
    points: int
    prioritaire: bool
    explications: tuple[Explication, ...] = ()
    statut: StatutCandidature = StatutCandidature.PRESENTEE
    rang: int = 0
    motif: str = ""
    proposee_le: date | None = None
    reponse_avant_le: date | None = None
    repondue_le: date | None = None

    @classmethod
    def presenter(cls, candidat: Candidat) -> Candidature:
        return cls(
            demande_id=candidat.demande_id,
            numero_unique=candidat.numero_unique,
            points=candidat.points,
            prioritaire=candidat.prioritaire,
            explications=tuple(v.explication for v in candidat.verdicts),
        )

    def passer(self, vers: StatutCandidature, **change: Any) -> Candidature:
        """La même candidature, dans un autre état. Lève TransitionInterdite."""
        statut = franchir(TRANSITIONS_CANDIDATURE, objet="Candidature", de=self.statut, vers=vers)
        return replace(self, statut=statut, **change)
