"""Contrepasser une quittance ou un paiement : à deux, par écriture inverse, sans rien effacer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import franchir
from socle.domaine.refus import DonneeInvalide, RegleViolee


class ObjetContrepasse(Enum):
    QUITTANCE = "QUITTANCE"
    PAIEMENT = "PAIEMENT"


class MotifContrepassation(Enum):
    ERREUR_DE_SAISIE = "ERREUR_DE_SAISIE"
    DOUBLON = "DOUBLON"
    AUTRE_COMPTE = "AUTRE_COMPTE"
    REJET_BANCAIRE = "REJET_BANCAIRE"
    """Chèque impayé, prélèvement rejeté : les frais restent au bailleur (loi 89-462, art. 4 p)."""
    ERREUR_DE_CALCUL = "ERREUR_DE_CALCUL"


class StatutContrepassation(Enum):
    PROPOSEE = "PROPOSEE"
    ACCORDEE = "ACCORDEE"
    REJETEE = "REJETEE"


TRANSITIONS_CONTREPASSATION = {
    StatutContrepassation.PROPOSEE: {StatutContrepassation.ACCORDEE, StatutContrepassation.REJETEE}
}


@dataclass(eq=False, kw_only=True)
class Contrepassation:
    """Proposée par un agent, décidée par un autre. Les agents sont des identifiants, jamais des noms."""

    id: UUID
    bail_id: UUID
    objet: ObjetContrepasse
    objet_id: UUID
    motif: MotifContrepassation
    proposee_par: str
    proposee_le: date
    statut: StatutContrepassation = StatutContrepassation.PROPOSEE
    decidee_par: str = ""
    decidee_le: date | None = None

    @property
    def en_attente(self) -> bool:
        return self.statut is StatutContrepassation.PROPOSEE

    def decider(self, *, accordee: bool, par: str, le: date) -> None:
        """Lève TransitionInterdite, RegleViolee (QUATRE_YEUX), DonneeInvalide (DATE_INCOHERENTE)."""
        vers = StatutContrepassation.ACCORDEE if accordee else StatutContrepassation.REJETEE
        statut = franchir(TRANSITIONS_CONTREPASSATION, objet="Contrepassation", de=self.statut, vers=vers)
        if par == self.proposee_par:
            raise RegleViolee(
                "QUATRE_YEUX", "Celui qui a proposé la contrepassation ne la décide pas.", champ="contrepassation_id"
            )
        if le < self.proposee_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "La décision précède la proposition.", champ="decidee_le")
        self.statut, self.decidee_par, self.decidee_le = statut, par, le
