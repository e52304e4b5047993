"""Projections : les décisions du FSL, et qui suit quel ménage."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from socle.domaine.montant import Montant


@dataclass(eq=False, kw_only=True)
class DecisionFslConnue:
    """Faite de DécisionFSLReçue : ce qu'il faut pour imputer le versement du fonds."""

    dossier_fsl_id: UUID
    decision_id: str
    bail_id: UUID
    departement: str
    sens: str
    montant: Montant
    termes_couverts: list[str]

    @property
    def favorable(self) -> bool:
        return self.sens in ("ACCORD", "ACCORD_PARTIEL")


@dataclass(eq=False, kw_only=True)
class Suivi:
    """Faite d'AccompagnementOuvert : l'agent qui suit le ménage d'un bail (portée SUIVIS)."""

    bail_id: UUID
    referent: str
