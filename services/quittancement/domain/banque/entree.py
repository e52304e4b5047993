"""Une entrée de relevé bancaire : ce que la banque en dit, et ce qu'elle est devenue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.agregat import franchir
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, Refus, RegleViolee


class StatutEntree(Enum):
    IMPUTEE = "IMPUTEE"
    EN_ATTENTE = "EN_ATTENTE"
    """Au 471 : nul ne sait encore à quel bail elle revient."""
    A_REMBOURSER = "A_REMBOURSER"
    """Au 471 : une personne a demandé qu'elle soit rendue à qui l'a versée."""
    REMBOURSEE = "REMBOURSEE"
    """Le débit qui la rend est au relevé."""
    RETOUR = "RETOUR"
    """Un prélèvement repris par la banque : son échéance est rouverte."""


TRANSITIONS_ENTREE = {
    StatutEntree.EN_ATTENTE: {StatutEntree.IMPUTEE, StatutEntree.A_REMBOURSER},
    StatutEntree.A_REMBOURSER: {StatutEntree.EN_ATTENTE, StatutEntree.REMBOURSEE},
    StatutEntree.IMPUTEE: {StatutEntree.EN_ATTENTE},
}


BAIL_INCONNU = "BAIL_INCONNU"
"""Motif d'une somme dont nul ne sait le bail."""
DECISION = "DECISION"
"""Règle d'une entrée qu'une personne a donnée à un bail."""
REMBOURSEMENT = "REMBOURSEMENT"
"""Règle d'une somme rendue, et du débit qui la rend."""
MOTIF_MAX = 140
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
        self._passer(StatutEntree.IMPUTEE)
        self.bail_id, self.paiement_id, self.decide_par = bail_id, paiement_id, par
        self.regle = DECISION

    def rendre_a_l_attente(self) -> None:
        """Le paiement qu'une personne y a reconnu est contrepassé : elle attend de nouveau. Lève TransitionInterdite."""
        self._passer(StatutEntree.EN_ATTENTE)
        self.regle, self.decide_par, self.motif = "", "", PAIEMENT_CONTREPASSE
        self.bail_id = self.paiement_id = None

    def demander_le_remboursement(self, *, motif: str, par: str) -> None:
        """Aucun bail ne la doit. Lève TransitionInterdite, DonneeInvalide, RegleViolee (DEBIT_NON_REMBOURSABLE)."""
        if self.montant.centimes < 0:
            raise RegleViolee("DEBIT_NON_REMBOURSABLE", "Une sortie d'argent ne se rend pas.", champ="ecriture_id")
        motif = " ".join(motif.split())
        if not motif:
            raise DonneeInvalide("CHAMP_VIDE", "Dites pourquoi la somme est rendue.", champ="motif")
        if len(motif) > MOTIF_MAX:
            raise DonneeInvalide("CHAMP_TROP_LONG", f"Le motif dépasse {MOTIF_MAX} caractères.", champ="motif")
        self._passer(StatutEntree.A_REMBOURSER)
        self.motif, self.decide_par = motif, par

    def renoncer_au_remboursement(self) -> None:
        """Elle attend de nouveau un bail. Lève RegleViolee (REMBOURSEMENT_NON_DEMANDE)."""
        self._exiger_demande()
        self._passer(StatutEntree.EN_ATTENTE)
        self.motif, self.decide_par = BAIL_INCONNU, ""

    def rembourser(self, debit: EntreeEnBase, *, par: str) -> None:
        """Le débit qui la rend est au relevé : tous deux quittent l'attente. Ils s'annulent déjà au 471, rien de plus ne s'écrit.

        Lève TransitionInterdite (le débit n'attend plus), RegleViolee (REMBOURSEMENT_NON_DEMANDE, SECONDE_PERSONNE,
        MONTANT_DIFFERENT), DonneeInvalide (DATE_INCOHERENTE).
        """
        self._exiger_demande()
        if par == self.decide_par:
            raise RegleViolee(
                "SECONDE_PERSONNE", "Qui demande un remboursement ne le constate pas.", champ="ecriture_id"
            )
        if debit.montant != -self.montant:
            raise RegleViolee(
                "MONTANT_DIFFERENT", f"Le débit est de {debit.montant}, la somme de {self.montant}.", champ="debit_id"
            )
        if debit.le < self.le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Le débit précède la somme qu'il rend.", champ="debit_id")
        debit.solder(regle=REMBOURSEMENT, par=par)
        self._passer(StatutEntree.REMBOURSEE)
        self.regle = REMBOURSEMENT

    def solder(self, *, regle: str, par: str) -> None:
        """Elle ne paie aucun bail par elle-même : remise de chèques ou d'espèces, chèque repris. Lève TransitionInterdite."""
        self._passer(StatutEntree.IMPUTEE)
        self.regle, self.decide_par = regle, par

    def _exiger_demande(self) -> None:
        if self.statut is not StatutEntree.A_REMBOURSER:
            raise RegleViolee("REMBOURSEMENT_NON_DEMANDE", "Aucun remboursement n'est demandé.", champ="ecriture_id")

    def _passer(self, vers: StatutEntree) -> None:
        self.statut = franchir(TRANSITIONS_ENTREE, objet="Entrée", de=self.statut, vers=vers)


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
