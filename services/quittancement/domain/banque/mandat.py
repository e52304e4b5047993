"""Le mandat de prélèvement SEPA Core : ce que le débiteur a signé, et s'il permet encore de prélever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.amendement import Amendement
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


EN_VIGUEUR = frozenset({StatutMandat.SIGNE, StatutMandat.ACTIF, StatutMandat.SUSPENDU})


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
    representation_accordee: bool = False
    """Le débiteur accepte qu'une échéance impayée faute de provision lui soit présentée une seconde fois."""

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

    def amender(
        self, *, id: UUID, rum: str = "", ics: str = "", iban: str = "", bic: str = "", preuve: str, le: date, par: str
    ) -> Amendement:
        """Change ce qui est donné et rend les valeurs d'avant. Un BIC ne se donne qu'avec son IBAN.

        Lève RegleViolee (MANDAT_HORS_VIGUEUR), DonneeInvalide (PREUVE_MANQUANTE, AMENDEMENT_VIDE, DATE_INCOHERENTE, ou la
        forme d'une valeur).
        """
        if self.statut not in (StatutMandat.ACTIF, StatutMandat.SUSPENDU):
            raise RegleViolee("MANDAT_HORS_VIGUEUR", f"Le mandat est {self.statut.value}.", champ="statut")
        if not preuve.strip():
            raise DonneeInvalide("PREUVE_MANQUANTE", "Un amendement a une preuve.", champ="preuve")
        if self.signe_le is not None and le < self.signe_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Un amendement suit la signature.", champ="demande_le")
        avant = (self.rum, self.ics, self.iban, self.bic)
        neuf = (
            lire_rum(rum) if rum else self.rum,
            lire_ics(ics) if ics else self.ics,
            lire_iban(iban) if iban else self.iban,
            lire_bic(bic) if iban else self.bic,
        )
        change = [ancien if ancien != nouveau else "" for ancien, nouveau in zip(avant[:3], neuf[:3], strict=True)]
        if not any(change):
            raise DonneeInvalide("AMENDEMENT_VIDE", "Rien ne change : ni compte, ni RUM, ni ICS.", champ="mandat_id")
        self.rum, self.ics, self.iban, self.bic = neuf
        return Amendement(
            id=id,
            mandat_id=self.id,
            demande_le=le,
            par=par,
            preuve=preuve.strip(),
            rum_avant=change[0],
            ics_avant=change[1],
            iban_avant=change[2],
            bic_avant=avant[3] if change[2] else "",
        )

    def caduc_au(self, jour: date, *, baremes: Baremes) -> bool:
        """Trop de mois sans présentation depuis la dernière, ou depuis la signature ?"""
        depart = self.derniere_presentation or self.signe_le
        if depart is None:
            return False
        mois: int = baremes.au("caducite_mandat", jour).valeur
        return ajouter_mois(depart, mois) <= jour

    def constater_caducite(self, *, au: date, baremes: Baremes) -> bool:
        """ACTIF ou SUSPENDU → CADUC si son temps est passé."""
        if self.statut not in EN_VIGUEUR or not self.caduc_au(au, baremes=baremes):
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


def dormant_depuis(au: date, *, baremes: Baremes) -> date:
    """Dernier signe de vie au-delà duquel aucun mandat n'est caduc ce jour-là.

    Large de quelques jours : trente-six mois après un 29 février tombent un 28, et `Mandat.caduc_au` décide.
    """
    mois: int = baremes.au("caducite_mandat", au).valeur
    return ajouter_mois(au, -mois) + timedelta(days=3)
