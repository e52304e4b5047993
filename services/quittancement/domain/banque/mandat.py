"""Le mandat de prélèvement SEPA Core : ce que le débiteur a signé, et s'il permet encore de prélever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.iban import lire_bic, lire_iban, lire_ics, lire_rum
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee


class StatutMandat(Enum):
    BROUILLON = "BROUILLON"
    SIGNE = "SIGNE"
    ACTIF = "ACTIF"
    SUSPENDU = "SUSPENDU"
    REVOQUE = "REVOQUE"
    """Par le débiteur : rien ne l'oblige à payer par prélèvement (loi 89-462, art. 4 b)."""
    CADUC = "CADUC"
    """Trop longtemps sans présentation."""
    CLOS = "CLOS"


TRANSITIONS_MANDAT = {
    StatutMandat.BROUILLON: {StatutMandat.SIGNE, StatutMandat.REVOQUE},
    StatutMandat.SIGNE: {StatutMandat.ACTIF, StatutMandat.REVOQUE, StatutMandat.CADUC, StatutMandat.CLOS},
    StatutMandat.ACTIF: {StatutMandat.SUSPENDU, StatutMandat.REVOQUE, StatutMandat.CADUC, StatutMandat.CLOS},
    StatutMandat.SUSPENDU: {StatutMandat.ACTIF, StatutMandat.REVOQUE, StatutMandat.CADUC, StatutMandat.CLOS},
}


class Sequence(Enum):
    """FRST est facultatif depuis 2016 : tout prélèvement récurrent part en RCUR."""

    RCUR = "RCUR"
    OOFF = "OOFF"


@dataclass(eq=False, kw_only=True)
class Mandat(Agregat):
    """`rum` est unique pour un créancier. `derniere_presentation` : dernière remise qui l'a porté."""

    bail_id: UUID
    rum: str
    ics: str
    titulaire: str
    iban: str
    bic: str
    sequence_type: Sequence
    statut: StatutMandat = StatutMandat.BROUILLON
    signe_le: date | None = None
    lieu: str = ""
    canal: str = ""
    preuve: str = ""
    preavis_jours: int
    derniere_presentation: date | None = None
    motif: str = ""

    def __post_init__(self) -> None:
        self.rum, self.ics = lire_rum(self.rum), lire_ics(self.ics)
        self.iban, self.bic = lire_iban(self.iban), lire_bic(self.bic)
        if not 1 <= len(self.titulaire.strip()) <= 70:
            raise DonneeInvalide(
                "TITULAIRE_ILLISIBLE", "Le nom du titulaire compte 1 à 70 caractères.", champ="titulaire"
            )
        if not 1 <= self.preavis_jours <= 14:
            raise DonneeInvalide("PREAVIS_IMPOSSIBLE", "Le préavis va de 1 à 14 jours.", champ="preavis_jours")

    def signer(self, *, le: date, lieu: str, canal: str, preuve: str) -> None:
        """Date, lieu, canal et preuve de la signature. Lève TransitionInterdite, DonneeInvalide (PREUVE_MANQUANTE)."""
        if not (lieu.strip() and canal.strip() and preuve.strip()):
            raise DonneeInvalide("PREUVE_MANQUANTE", "Une signature a un lieu, un canal et une preuve.", champ="preuve")
        self._passer(StatutMandat.SIGNE)
        self.signe_le, self.lieu, self.canal, self.preuve = le, lieu, canal, preuve

    def activer(self) -> None:
        self._passer(StatutMandat.ACTIF)

    def suspendre(self, *, motif: str) -> None:
        """Plus aucun prélèvement jusqu'à réactivation. Lève TransitionInterdite, DonneeInvalide (MOTIF_MANQUANT)."""
        self._quitter(StatutMandat.SUSPENDU, motif)

    def reactiver(self, *, le: date, baremes: Baremes) -> None:
        """Lève TransitionInterdite, RegleViolee (MANDAT_CADUC)."""
        if self.caduc_au(le, baremes=baremes):
            raise RegleViolee(
                "MANDAT_CADUC", f"Le mandat {self.rum} est caduc : il s'en signe un autre.", champ="statut"
            )
        self._passer(StatutMandat.ACTIF)
        self.motif = ""

    def revoquer(self, *, motif: str) -> None:
        """Par le débiteur, sans retour. Lève TransitionInterdite, DonneeInvalide (MOTIF_MANQUANT)."""
        self._quitter(StatutMandat.REVOQUE, motif)

    def caduc_au(self, jour: date, *, baremes: Baremes) -> bool:
        """Trop de mois sans présentation depuis la dernière, ou depuis la signature ?"""
        depart = self.derniere_presentation or self.signe_le
        if depart is None:
            return False
        mois: int = baremes.au("caducite_mandat", jour).valeur
        return ajouter_mois(depart, mois) <= jour

    def constater_caducite(self, *, au: date, baremes: Baremes) -> bool:
        """ACTIF ou SUSPENDU → CADUC si son temps est passé."""
        vivant = self.statut in (StatutMandat.SIGNE, StatutMandat.ACTIF, StatutMandat.SUSPENDU)
        if not vivant or not self.caduc_au(au, baremes=baremes):
            return False
        self._passer(StatutMandat.CADUC)
        return True

    def _quitter(self, vers: StatutMandat, motif: str) -> None:
        if not motif.strip():
            raise DonneeInvalide("MOTIF_MANQUANT", "Le motif est obligatoire.", champ="motif")
        self._passer(vers)
        self.motif = motif.strip()

    def _passer(self, vers: StatutMandat) -> None:
        self.statut = franchir(TRANSITIONS_MANDAT, objet="Mandat", de=self.statut, vers=vers)
