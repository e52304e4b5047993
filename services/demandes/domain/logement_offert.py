"""Le logement qu'une offre propose, tel que le service des baux l'a annoncé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.codes import exiger_code_insee
from demandes.domain.plafonds import FINANCEMENTS
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


@dataclass(frozen=True, kw_only=True)
class LogementOffert:
    """Copie datée du logement disponible. Surface en dm², montants mensuels en centimes ; None : non annoncé."""

    logement_id: UUID
    reference: str
    typologie: str
    financement: str
    code_insee: str
    loyer_principal: Montant
    provision_charges: Montant
    disponible_le: date
    nombre_pieces: int | None = None
    surface_habitable_dm2: int | None = None
    etage: int | None = None
    accessible_pmr: bool | None = None
    quartier_prioritaire: bool | None = None
    contingent: str = ""

    def __post_init__(self) -> None:
        if self.financement not in FINANCEMENTS:
            raise DonneeInvalide(
                "FINANCEMENT_INCONNU", f"Financement « {self.financement} » inconnu.", champ="financement"
            )
        exiger_code_insee(self.code_insee, champ="code_insee")
        if self.loyer_principal.centimes <= 0:
            raise DonneeInvalide("LOYER_NUL", "Le loyer principal est strictement positif.", champ="loyer_principal")
        if self.provision_charges.centimes < 0:
            raise DonneeInvalide("CHARGES_NEGATIVES", "Une provision n'est pas négative.", champ="provision_charges")
