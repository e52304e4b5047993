"""Le dossier FSL maintien : dépôt, décision, paiement (spécification E.7 et I.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from recouvrement.domain.decision_fsl import DecisionFsl, SensDecision, exiger_coherente
from recouvrement.domain.depot_fsl import TermeDu, exiger_recevable, termes_certifies
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DejaExistant, DonneeInvalide, RegleViolee


class StatutFsl(Enum):
    DEPOSE = "DEPOSE"
    ACCORD = "ACCORD"
    ACCORD_PARTIEL = "ACCORD_PARTIEL"
    REFUS = "REFUS"
    AJOURNE = "AJOURNE"
    PAYE = "PAYE"


_DECIDE = {StatutFsl.ACCORD, StatutFsl.ACCORD_PARTIEL, StatutFsl.REFUS, StatutFsl.AJOURNE}
TRANSITIONS_FSL = {
    StatutFsl.DEPOSE: _DECIDE,
    StatutFsl.AJOURNE: _DECIDE,
    StatutFsl.ACCORD: {StatutFsl.PAYE},
    StatutFsl.ACCORD_PARTIEL: {StatutFsl.PAYE},
}
"""Un ajournement appelle une autre décision ; un refus ou un paiement finit le dossier."""


STATUT_APRES = {
    SensDecision.ACCORD: StatutFsl.ACCORD,
    SensDecision.ACCORD_PARTIEL: StatutFsl.ACCORD_PARTIEL,
    SensDecision.REFUS: StatutFsl.REFUS,
    SensDecision.AJOURNEMENT: StatutFsl.AJOURNE,
}


@dataclass(frozen=True, kw_only=True)
class PaiementFsl:
    paiement_id: UUID
    decision_id: str
    montant: Montant
    recu_le: date


@dataclass(frozen=True, kw_only=True)
class DossierFslDepose(Fait):
    departement: str
    depose_le: date
    dette_certifiee: Montant


@dataclass(frozen=True, kw_only=True)
class DecisionFslRecue(Fait):
    """Le motif n'y est pas : il reste dans le service."""

    decision_id: str
    sens: str
    aide: str
    montant: Montant
    termes_couverts: tuple[str, ...]
    date_commission: date


@dataclass(eq=False, kw_only=True)
class DossierFsl(Agregat):
    """Demande d'aide au maintien pour des termes certifiés d'un dossier d'impayé."""

    dossier_impaye_id: UUID
    bail_id: UUID
    departement: str
    depose_le: date
    consentement_le: date
    termes: list[TermeDu]
    pieces: list[str]
    termes_repris: int
    statut: StatutFsl = StatutFsl.DEPOSE
    decisions: list[DecisionFsl] = field(default_factory=list)
    paiements: list[PaiementFsl] = field(default_factory=list)

    @classmethod
    def deposer(
        cls,
        dossier: DossierImpaye,
        *,
        id: UUID,
        departement: str,
        depose_le: date,
        termes: Sequence[TermeDu],
        pieces: Sequence[str],
        consentement_le: date | None,
        termes_repris: int,
        baremes: Baremes,
    ) -> DossierFsl:
        """Dépose la demande ; `termes` vide : tous les termes dus. L'appelant engage ensuite le dossier d'impayé.

        Refus : FSL_DEJA_EN_COURS, DOSSIER_CLOS, CONSENTEMENT_ABSENT, DATE_INCOHERENTE, PIECE_MANQUANTE (qui les nomme),
        COURANT_NON_REPRIS, TERME_NON_DU, MONTANT_SUPERIEUR_AU_DU, DETTE_NULLE.
        """
        accord = exiger_recevable(
            dossier,
            departement=departement,
            depose_le=depose_le,
            pieces=pieces,
            consentement_le=consentement_le,
            termes_repris=termes_repris,
            baremes=baremes,
        )
        fsl = cls(
            id=id,
            dossier_impaye_id=dossier.id,
            bail_id=dossier.bail_id,
            departement=departement,
            depose_le=depose_le,
            consentement_le=accord,
            termes=termes_certifies(dossier, termes),
            pieces=sorted(set(pieces)),
            termes_repris=termes_repris,
        )
        fsl.constater(
            DossierFslDepose(departement=departement, depose_le=depose_le, dette_certifiee=fsl.dette_certifiee)
        )
        return fsl

    @property
    def dette_certifiee(self) -> Montant:
        return somme(terme.du for terme in self.termes)

    @property
    def decision(self) -> DecisionFsl | None:
        """La dernière décision reçue."""
        return self.decisions[-1] if self.decisions else None

    @property
    def montant_paye(self) -> Montant:
        return somme(paiement.montant for paiement in self.paiements)

    @property
    def est_termine(self) -> bool:
        """Refusé ou payé : le dossier d'impayé peut reprendre ses relances."""
        return self.statut in (StatutFsl.REFUS, StatutFsl.PAYE)

    def recevoir_decision(self, decision: DecisionFsl) -> bool:
        """Enregistre la décision ; rend False si elle l'était déjà à l'identique.

        Lève DejaExistant (DECISION_DIFFERENTE) pour le même `decision_id` et un autre contenu, DonneeInvalide ou
        RegleViolee si elle ne correspond pas au dossier, TransitionInterdite si le dossier est déjà décidé.
        """
        connue = next((d for d in self.decisions if d.decision_id == decision.decision_id), None)
        if connue is not None:
            if connue != decision:
                raise DejaExistant(
                    "DECISION_DIFFERENTE",
                    f"La décision {decision.decision_id} a déjà été reçue avec un autre contenu.",
                    champ="decision.decision_id",
                )
            return False
        statut = franchir(TRANSITIONS_FSL, objet="Dossier FSL", de=self.statut, vers=STATUT_APRES[decision.sens])
        exiger_coherente(decision, depose_le=self.depose_le, termes=self.termes)
        self.statut = statut
        self.decisions = [*self.decisions, decision]
        self.constater(
            DecisionFslRecue(
                decision_id=decision.decision_id,
                sens=decision.sens.value,
                aide=decision.aide.value,
                montant=decision.montant,
                termes_couverts=tuple(decision.termes_couverts),
                date_commission=decision.date_commission,
            )
        )
        self._constater_paye()
        return True

    def noter_paiement(self, *, paiement_id: UUID, decision_id: str, montant: Montant, recu_le: date) -> bool:
        """Retient un versement du FSL ; rend False s'il était connu. PAYE dès que le montant accordé est atteint.

        Un versement arrivé avant la décision attend celle-ci. Lève RegleViolee (DECISION_DIFFERENTE, PAIEMENT_SANS_ACCORD).
        """
        if any(p.paiement_id == paiement_id for p in self.paiements):
            return False
        if montant <= Montant.zero():
            raise DonneeInvalide("MONTANT_NEGATIF", "Un versement est strictement positif.", champ="montant")
        if self.statut is StatutFsl.REFUS:
            raise RegleViolee("PAIEMENT_SANS_ACCORD", "Le FSL a refusé cette demande.", champ="dossier_fsl_id")
        if self.decision and self.decision.est_favorable and self.decision.decision_id != decision_id:
            raise RegleViolee("DECISION_DIFFERENTE", "Le versement cite une autre décision.", champ="decision_id")
        self.paiements = [
            *self.paiements,
            PaiementFsl(paiement_id=paiement_id, decision_id=decision_id, montant=montant, recu_le=recu_le),
        ]
        self._constater_paye()
        return True

    def _constater_paye(self) -> None:
        decision = self.decision
        if decision is None or self.statut not in (StatutFsl.ACCORD, StatutFsl.ACCORD_PARTIEL):
            return
        verse = somme(p.montant for p in self.paiements if p.decision_id == decision.decision_id)
        if verse >= decision.montant:
            self.statut = franchir(TRANSITIONS_FSL, objet="Dossier FSL", de=self.statut, vers=StatutFsl.PAYE)
