"""Un paiement reçu : son mode, ses affectations, ce qui n'est pas encore affecté."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.imputation import Affectation
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, RegleViolee

ZERO = Montant.zero()


class ModePaiement(Enum):
    VIREMENT = "VIREMENT"
    PRELEVEMENT = "PRELEVEMENT"
    CHEQUE = "CHEQUE"
    ESPECES = "ESPECES"
    CB = "CB"
    FSL = "FSL"
    """Versé par le fonds de solidarité : imputé aux seuls termes que sa décision désigne."""


@dataclass(eq=False, kw_only=True)
class Paiement:
    """montant = somme des affectations + avance + ecart.

    `avance` (compte 419) attend les prochains termes ; `ecart` (compte 471) est la part d'un versement du FSL qui ne
    trouve pas de terme couvert à solder : elle n'éteint aucune autre dette. Contrepassé, il garde ses affectations pour
    mémoire et n'a plus d'effet.
    """

    id: UUID
    bail_id: UUID
    montant: Montant
    mode: ModePaiement
    recu_le: date
    reference: str
    affectations: list[Affectation] = field(default_factory=list)
    avance: Montant = ZERO
    ecart: Montant = ZERO
    dossier_fsl_id: UUID | None = None
    decision_id: str | None = None
    contrepasse_le: date | None = None

    @property
    def affecte(self) -> Montant:
        return somme(a.montant for a in self.affectations_au())

    @property
    def non_affecte(self) -> Montant:
        """Avance ou écart encore à régler ; nul une fois contrepassé."""
        return self.avance + self.ecart if self.vaut() else ZERO

    def vaut(self, jour: date | None = None) -> bool:
        """Reçu et non contrepassé à cette date (sans date : aujourd'hui et toujours)."""
        if jour is None:
            return self.contrepasse_le is None
        return self.recu_le <= jour and (self.contrepasse_le is None or jour < self.contrepasse_le)

    def affectations_au(self, jour: date | None = None) -> list[Affectation]:
        """Affectations qui éteignent une dette à cette date."""
        if not self.vaut(jour):
            return []
        return [a for a in self.affectations if jour is None or a.le <= jour]

    def avance_au(self, jour: date) -> Montant:
        """Part reçue qui n'était encore affectée à aucun terme ce jour-là."""
        if not self.vaut(jour):
            return ZERO
        return self.montant - self.ecart - somme(a.montant for a in self.affectations_au(jour))

    def contrepasser(self, *, le: date) -> None:
        """Annule le paiement à cette date : son avance n'est plus disponible."""
        self.contrepasse_le, self.avance = le, ZERO

    def liberer(self, affectation: Affectation) -> None:
        """Défait une affectation : la somme redevient une avance, ou l'écart d'un versement du FSL."""
        self.affectations = [a for a in self.affectations if a != affectation]
        if self.mode is ModePaiement.FSL:
            self.ecart += affectation.montant
        else:
            self.avance += affectation.montant

    def consommer_avance(self, affectations: Sequence[Affectation], *, reste: Montant) -> None:
        """L'avance s'affecte à de nouveaux termes ; `reste` en est le solde."""
        self.affectations = [*self.affectations, *affectations]
        self.avance = reste


def lire_mode(texte: str) -> ModePaiement:
    """Lève DonneeInvalide (MODE_INCONNU)."""
    try:
        return ModePaiement(texte)
    except ValueError:
        permis = ", ".join(m.value for m in ModePaiement)
        raise DonneeInvalide("MODE_INCONNU", f"Mode « {texte} » hors de {permis}.", champ="mode") from None


def verifier_especes(
    montant: Montant,
    affectations: Sequence[Affectation],
    *,
    deja: Sequence[Paiement],
    le: date,
    baremes: Baremes,
) -> None:
    """Plafond des espèces d'un débiteur qui a un compte de dépôt : par paiement et par terme (on ne fractionne pas une dette).

    Lève RegleViolee (PLAFOND_ESPECES). En deçà du plafond, refuser des espèces serait une contravention.
    """
    plafond = baremes.au("plafond_especes", le)
    limite = Montant(plafond.valeur)
    especes = [a for p in deja if p.mode is ModePaiement.ESPECES for a in p.affectations_au()]
    par_terme = [
        nouvelle.montant + somme(a.montant for a in especes if a.quittance_id == nouvelle.quittance_id)
        for nouvelle in affectations
    ]
    if max([montant, *par_terme]) > limite:
        raise RegleViolee(
            "PLAFOND_ESPECES",
            f"Les espèces sont limitées à {limite} par dette, sauf débiteur sans compte de dépôt ({plafond.source}).",
            champ="montant",
            plafond=plafond.valeur,
        )
