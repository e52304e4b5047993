"""Un plan d'apurement signé au recouvrement, tel que l'avis d'échéance le rappelle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from socle.domaine.montant import Montant
from socle.domaine.periodes import ajouter_mois


@dataclass(frozen=True, kw_only=True)
class EcheanceDePlan:
    """`restant` : ce que l'échéancier laisse à payer après elle, qu'elles aient été payées ou non."""

    montant: Montant
    le: date
    restant: Montant


@dataclass(eq=False, kw_only=True)
class EcheancierConnu:
    """Faite de PlanApurementSigné et PlanApurementRompu. `mensualites` 0 : rompu avant que sa signature ne soit reçue."""

    plan_id: UUID
    bail_id: UUID
    dette: Montant
    mensualites: int
    premiere_le: date | None
    rompu_le: date | None = None

    def prochaine(self, *, au: date) -> EcheanceDePlan | None:
        """Première échéance à payer ce jour ou ensuite ; None si le plan est rompu ou fini.

        Mensualités égales arrondies au centime inférieur, la dernière porte le reste : l'échéancier que le plan a signé.
        """
        if self.premiere_le is None or not self.mensualites or (self.rompu_le is not None and self.rompu_le <= au):
            return None
        egale = self.dette.centimes // self.mensualites
        for rang in range(self.mensualites):
            le, restant = ajouter_mois(self.premiere_le, rang), self.dette.centimes - egale * (rang + 1)
            if le >= au:
                if rang == self.mensualites - 1:
                    return EcheanceDePlan(montant=Montant(egale + restant), le=le, restant=Montant.zero())
                return EcheanceDePlan(montant=Montant(egale), le=le, restant=Montant(restant))
        return None
