"""Espèces encaissées à la loge : à quel bail elles reviennent, et la remise qui les porte à la banque."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.banque.entree import PAIEMENT_CONTREPASSE
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

ZERO = Montant.zero()


class StatutEspeces(Enum):
    IMPUTE = "IMPUTE"
    EN_ATTENTE = "EN_ATTENTE"
    """Au 471 : bail inconnu, compte clos, ou paiement refusé. L'argent est là, une personne décide."""
    ANNULE = "ANNULE"
    """Reçu barré à la loge le jour même."""


TRANSITIONS_ESPECES = {
    StatutEspeces.EN_ATTENTE: {StatutEspeces.IMPUTE, StatutEspeces.ANNULE},
    StatutEspeces.IMPUTE: {StatutEspeces.EN_ATTENTE, StatutEspeces.ANNULE},
}


@dataclass(eq=False, kw_only=True)
class EncaissementLoge(Agregat):
    """Un reçu de loge. `motif` : pourquoi il attend. `paiement_id` : celui qu'une personne a tiré du 471.

    Imputé dès son arrivée, il donne son identifiant à son paiement.
    """

    caisse_id: UUID
    loge: str
    numero: str
    bail_id: UUID
    mois: str
    montant: Montant
    encaisse_le: date
    statut: StatutEspeces = StatutEspeces.IMPUTE
    motif: str = ""
    decide_par: str = ""
    paiement_id: UUID | None = None

    def attendre(self, motif: str) -> None:
        self.statut, self.motif = StatutEspeces.EN_ATTENTE, motif

    def imputer(self, *, bail_id: UUID, paiement_id: UUID, par: str) -> None:
        """Une personne a reconnu le bail. Lève TransitionInterdite s'il n'attend plus."""
        vers = StatutEspeces.IMPUTE
        self.statut = franchir(TRANSITIONS_ESPECES, objet="Encaissement de loge", de=self.statut, vers=vers)
        self.bail_id, self.paiement_id, self.decide_par = bail_id, paiement_id, par

    def rendre_a_l_attente(self) -> None:
        """Le paiement qu'une personne en a tiré est contrepassé : il attend de nouveau. Lève TransitionInterdite."""
        vers = StatutEspeces.EN_ATTENTE
        self.statut = franchir(TRANSITIONS_ESPECES, objet="Encaissement de loge", de=self.statut, vers=vers)
        self.paiement_id, self.decide_par, self.motif = None, "", PAIEMENT_CONTREPASSE

    def annuler(self) -> None:
        """La loge a barré le reçu. Lève TransitionInterdite (déjà annulé)."""
        vers = StatutEspeces.ANNULE
        self.statut = franchir(TRANSITIONS_ESPECES, objet="Encaissement de loge", de=self.statut, vers=vers)


class StatutRemiseEspeces(Enum):
    A_LA_LOGE = "A_LA_LOGE"
    TRANSPORTEE = "TRANSPORTEE"
    CREDITEE = "CREDITEE"


TRANSITIONS_REMISE_ESPECES = {
    StatutRemiseEspeces.A_LA_LOGE: {StatutRemiseEspeces.TRANSPORTEE},
    StatutRemiseEspeces.TRANSPORTEE: {StatutRemiseEspeces.CREDITEE},
}


@dataclass(frozen=True, kw_only=True)
class RemiseEspecesCreditee(Fait):
    montant: Montant
    creditee_le: date


@dataclass(eq=False, kw_only=True)
class RemiseEspeces(Agregat):
    """La remise d'une caisse de loge ; `id` est celui de la caisse. `ecart` : celui du comptage, déjà écrit."""

    loge: str
    statut: StatutRemiseEspeces = StatutRemiseEspeces.A_LA_LOGE
    ecart: Montant | None = None
    bordereau: str = ""
    montant: Montant = ZERO
    transportee_le: date | None = None
    credite: Montant | None = None
    creditee_le: date | None = None
    entree_id: UUID | None = None

    def transporter(self, *, bordereau: str, montant: Montant, le: date) -> None:
        """Lève TransitionInterdite (déjà transportée)."""
        self._passer(StatutRemiseEspeces.TRANSPORTEE)
        self.bordereau, self.montant, self.transportee_le = bordereau, montant, le

    def crediter(self, montant: Montant, *, le: date, entree_id: UUID | None) -> None:
        """`montant` : ce que la banque a compté. Lève TransitionInterdite, DonneeInvalide (DATE_INCOHERENTE…)."""
        if montant.centimes <= 0:
            raise DonneeInvalide("MONTANT_NON_POSITIF", "La banque crédite une somme positive.", champ="montant")
        if self.transportee_le is not None and le < self.transportee_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Le crédit précède le transport.", champ="creditee_le")
        self._passer(StatutRemiseEspeces.CREDITEE)
        self.credite, self.creditee_le, self.entree_id = montant, le, entree_id
        self.constater(RemiseEspecesCreditee(montant=montant, creditee_le=le))

    def _passer(self, vers: StatutRemiseEspeces) -> None:
        self.statut = franchir(TRANSITIONS_REMISE_ESPECES, objet="Remise d'espèces", de=self.statut, vers=vers)
