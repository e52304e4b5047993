"""Une entrée de relevé bancaire : ce que la banque en dit, et ce qu'elle est devenue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import franchir
from socle.domaine.montant import Montant
from socle.domaine.refus import Refus


class StatutEntree(Enum):
    IMPUTEE = "IMPUTEE"
    EN_ATTENTE = "EN_ATTENTE"
    """Au 471 : nul ne sait encore à quel bail elle revient."""
    RETOUR = "RETOUR"
    """Un prélèvement repris par la banque : son échéance est rouverte."""


TRANSITIONS_ENTREE = {
    StatutEntree.EN_ATTENTE: {StatutEntree.IMPUTEE},
    StatutEntree.IMPUTEE: {StatutEntree.EN_ATTENTE},
}


DECISION = "DECISION"
"""Règle d'une entrée qu'une personne a donnée à un bail."""
PAIEMENT_CONTREPASSE = "PAIEMENT_CONTREPASSE"
"""Motif d'une somme revenue au 471."""


@dataclass(frozen=True, kw_only=True)
class EntreeLue:
    """Mouvement lu. `ligne` : rang dans le fichier, à partir de 1 ; `rang` : celui du détail dans l'entrée de la banque.

    `montant` : positif au crédit, négatif au débit, en centimes. `retour` : code du motif, vide si ce n'en est pas un.
    `frais` : ceux que la banque dit de ce mouvement, positifs ; le montant seul dit s'ils y sont compris.
    """

    ligne: int
    rang: int
    compte: str
    reference: str
    le: date
    montant: Montant
    end_to_end_id: str = ""
    rum: str = ""
    iban_emetteur: str = ""
    iban_credite: str = ""
    emetteur: str = ""
    structuree: str = ""
    libelle: str = ""
    retour: str = ""
    frais: Montant = field(default_factory=Montant.zero)

    @property
    def cle(self) -> tuple[str, str, int]:
        """Ce qui la distingue de toute autre, dans quelque fichier qu'elle revienne."""
        return (self.compte, self.reference, self.rang)


@dataclass(frozen=True, kw_only=True)
class EntreeEcartee:
    """Entrée mise de côté : son rang dans le fichier, le refus, et son montant en centimes s'il a pu être lu."""

    ligne: int
    code: str
    champ: str
    motif: str
    montant: int = 0

    @classmethod
    def de(cls, refus: Refus, *, ligne: int, montant: int = 0) -> EntreeEcartee:
        return cls(ligne=ligne, code=refus.code, champ=refus.champ, motif=refus.message, montant=montant)


@dataclass(eq=False, kw_only=True)
class EntreeEnBase:
    """Entrée retenue. `suggestion` : bail qu'une personne peut confirmer."""

    id: UUID
    compte: str
    reference: str
    rang: int
    msg_id: str
    le: date
    montant: Montant
    end_to_end_id: str
    iban_emetteur: str
    emetteur: str
    libelle: str
    statut: StatutEntree
    regle: str = ""
    motif: str = ""
    bail_id: UUID | None = None
    paiement_id: UUID | None = None
    suggestion: UUID | None = None
    decide_par: str = ""

    def rapprocher(self, *, bail_id: UUID, paiement_id: UUID, par: str) -> None:
        """Une personne a reconnu le bail. Lève TransitionInterdite si l'entrée n'attend plus."""
        self.statut = franchir(TRANSITIONS_ENTREE, objet="Entrée", de=self.statut, vers=StatutEntree.IMPUTEE)
        self.bail_id, self.paiement_id, self.decide_par = bail_id, paiement_id, par
        self.regle = DECISION

    def rendre_a_l_attente(self) -> None:
        """Le paiement qu'une personne y a reconnu est contrepassé : elle attend de nouveau. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_ENTREE, objet="Entrée", de=self.statut, vers=StatutEntree.EN_ATTENTE)
        self.regle, self.decide_par, self.motif = "", "", PAIEMENT_CONTREPASSE
        self.bail_id = self.paiement_id = None

    def solder(self, *, regle: str, par: str) -> None:
        """Elle ne paie aucun bail par elle-même : remise de chèques ou d'espèces, chèque repris. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_ENTREE, objet="Entrée", de=self.statut, vers=StatutEntree.IMPUTEE)
        self.regle, self.decide_par = regle, par


@dataclass(frozen=True, kw_only=True)
class CompteRendu:
    """Bilan d'une tranche. entrees = imputees + retours + en_attente + doublons + ecartees ; sommes en centimes, signées.

    `somme` est celle des entrées nouvelles et écartées : somme = imputee + retournee + attendue + ecartee.
    """

    entrees: int = 0
    imputees: int = 0
    retours: int = 0
    en_attente: int = 0
    doublons: int = 0
    somme: int = 0
    somme_imputee: int = 0
    somme_retournee: int = 0
    somme_en_attente: int = 0
    somme_ecartee: int = 0
    regles: dict[str, int] = field(default_factory=dict)
    ecartees: list[EntreeEcartee] = field(default_factory=list)
