"""Ce que le demandeur dit de son logement et de son emploi (Cerfa 14069, blocs 3 et 5), et qui l'a dit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from demandes.domain.codes import exiger_code_insee
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide


class OrigineActualisation(Enum):
    """D'où peut venir une modification (arrêté du 23/03/2015, cahier des charges du SNE, 4) : de nulle part ailleurs."""

    DEMANDEUR = "DEMANDEUR"
    PIECES = "PIECES"
    VALIDEE_PAR_LE_DEMANDEUR = "VALIDEE_PAR_LE_DEMANDEUR"


@dataclass(frozen=True, kw_only=True)
class SituationActuelle:
    """Communes en code INSEE ; montants mensuels. Vide ou None : non renseigné, ce que la cotation dira inconnu.

    `aide_logement` : aide perçue pour ce logement ; zéro s'il n'y en a pas.
    """

    commune_residence: str = ""
    commune_travail: str = ""
    loyer_et_charges: Montant | None = None
    aide_logement: Montant | None = None

    def __post_init__(self) -> None:
        for champ in ("commune_residence", "commune_travail"):
            if code := getattr(self, champ):
                exiger_code_insee(code, champ=f"situation.{champ}")
        for champ in ("loyer_et_charges", "aide_logement"):
            montant = getattr(self, champ)
            if montant is not None and montant.centimes < 0:
                raise DonneeInvalide("MONTANT_NEGATIF", "Cette somme n'est pas négative.", champ=f"situation.{champ}")

    @property
    def charge_nette(self) -> Montant | None:
        """Loyer et charges moins l'aide, jamais négatif ; None si l'un des deux n'est pas connu."""
        if self.loyer_et_charges is None or self.aide_logement is None:
            return None
        return max(Montant.zero(), self.loyer_et_charges - self.aide_logement)
