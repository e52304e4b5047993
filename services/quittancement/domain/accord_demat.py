"""L'accord d'un locataire pour recevoir ses documents par voie électronique : exprès, daté, retirable à tout moment.

Sans accord en vigueur, un document part sur papier (loi 89-462, art. 21, pour la quittance ; de mémoire, à relire).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import Agregat
from socle.domaine.refus import DonneeInvalide, RegleViolee


class Canal(Enum):
    """Par où un document part."""

    PAPIER = "PAPIER"
    ELECTRONIQUE = "ELECTRONIQUE"


CANAUX_DE_RECUEIL = ("AGENCE", "COURRIER", "PORTAIL", "TELEPHONE")


@dataclass(eq=False, kw_only=True)
class AccordDemat(Agregat):
    """Un accord, et son retrait s'il a eu lieu. `canal` : par où il a été recueilli ; `preuve` : référence de la pièce."""

    bail_id: UUID
    donne_le: date
    canal: str
    preuve: str
    recueilli_par: str
    retire_le: date | None = None
    retire_par: str = ""

    def __post_init__(self) -> None:
        self.preuve = self.preuve.strip()
        if self.canal not in CANAUX_DE_RECUEIL:
            raise DonneeInvalide(
                "CANAL_INCONNU", f"Un accord se recueille par {', '.join(CANAUX_DE_RECUEIL)}.", champ="canal"
            )
        if not 1 <= len(self.preuve) <= 100:
            raise DonneeInvalide(
                "PREUVE_MANQUANTE", "L'accord se prouve par une pièce, en 1 à 100 caractères.", champ="preuve"
            )

    def retirer(self, *, le: date, par: str) -> None:
        """Le locataire revient au papier, sans avoir à se justifier. Lève RegleViolee (RETRAIT_AVANT_ACCORD, ACCORD_RETIRE)."""
        if self.retire_le is not None:
            raise RegleViolee(
                "ACCORD_RETIRE", f"Cet accord est retiré depuis le {self.retire_le:%d/%m/%Y}.", champ="bail_id"
            )
        if le < self.donne_le:
            raise RegleViolee("RETRAIT_AVANT_ACCORD", "Un retrait ne précède pas l'accord.", champ="retire_le")
        self.retire_le, self.retire_par = le, par

    def en_vigueur(self, *, au: date) -> bool:
        """Le jour du retrait, le document part déjà sur papier."""
        return self.donne_le <= au and (self.retire_le is None or au < self.retire_le)


def canal(accords: Collection[AccordDemat], *, au: date) -> Canal:
    """ELECTRONIQUE seulement si l'un des accords du bail est en vigueur ce jour-là."""
    return Canal.ELECTRONIQUE if any(accord.en_vigueur(au=au) for accord in accords) else Canal.PAPIER
