"""L'assurance du locataire (loi 89-462 art. 7 g) : la même règle pour remettre les clés et pour la fiche."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from socle.domaine.refus import DonneeInvalide


class EtatAssurance(Enum):
    """A_VENIR : une attestation existe, mais ne couvre pas encore."""

    A_JOUR = "A_JOUR"
    A_VENIR = "A_VENIR"
    EXPIREE = "EXPIREE"
    ABSENTE = "ABSENTE"


@dataclass(frozen=True, kw_only=True)
class Assurance:
    """Attestation d'un assureur, bornes incluses."""

    assureur: str
    numero_police: str
    valable_du: date
    valable_au: date

    def controler(self) -> None:
        """Lève DonneeInvalide si la période est inversée, l'assureur ou le numéro de police vide."""
        if self.valable_au < self.valable_du:
            raise DonneeInvalide("PERIODE_INVERSEE", "L'attestation finit avant de commencer.", champ="valable_au")
        for champ in ("assureur", "numero_police"):
            if not getattr(self, champ).strip():
                raise DonneeInvalide("CHAMP_VIDE", "Assureur et numéro de police sont obligatoires.", champ=champ)

    def couvre(self, jour: date) -> bool:
        return self.valable_du <= jour <= self.valable_au


def etat_assurance(assurances: Sequence[Assurance], *, au: date) -> EtatAssurance:
    """Une attestation couvre-t-elle ce jour-là ?"""
    if any(a.couvre(au) for a in assurances):
        return EtatAssurance.A_JOUR
    if not assurances:
        return EtatAssurance.ABSENTE
    return EtatAssurance.A_VENIR if any(a.valable_du > au for a in assurances) else EtatAssurance.EXPIREE
