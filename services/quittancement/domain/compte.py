"""Le compte locataire d'un bail : droits, termes, paiements, impayés."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.bail import DroitApl, ParametresBail
from quittancement.domain.compte_clos import BailClos
from quittancement.domain.contrepassation import Contrepassation
from quittancement.domain.faits_du_compte import ImpayeRegularise, LoyerImpaye, PaiementEnregistre
from quittancement.domain.impaye import Constitution
from quittancement.domain.imputation import Affectation, Contexte, Imputation
from quittancement.domain.lignes_de_droit import ecarts_du_mois
from quittancement.domain.paiement import ModePaiement, Paiement, lire_mode, verifier_especes
from quittancement.domain.prescription import AlertePrescription, prescrits
from quittancement.domain.protections import Protections
from quittancement.domain.quittance import Quittance, TermeCalcule
from quittancement.domain.rappels import mois_a_rappeler, rappels
from quittancement.domain.terme_calcule import calculer_terme
from quittancement.domain.termes import (
    Constat,
    affecter,
    constitution,
    dette_echue,
    echues,
    imputer_sur,
    solde,
    terme_impaye,
)
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DejaExistant, DonneeInvalide, RegleViolee


class StatutCompte(Enum):
    OUVERT = "OUVERT"
    """Bail signé, clés non remises : rien n'est quittancé."""
    ACTIF = "ACTIF"
    CLOS = "CLOS"


TRANSITIONS_COMPTE = {
    StatutCompte.OUVERT: {StatutCompte.ACTIF, StatutCompte.CLOS},
    StatutCompte.ACTIF: {StatutCompte.CLOS},
}


@dataclass(eq=False, kw_only=True)
class Compte(Agregat):
    """Un compte par bail : `id` est celui du bail.

    `termes_impayes` : mois constatés en retard ; `dernier_impaye` : le dernier fait publié. Tous deux jusqu'à régularisation.
    `mois_a_rappeler` : mois déjà calculés dont le droit a changé depuis ; tout autre mois porte déjà le sien.
    `protections` : gels et plans connus, qui détournent l'imputation. `alertes_prescription` : celles déjà publiées.
    """

    reference: str
    bail: ParametresBail
    statut: StatutCompte = StatutCompte.OUVERT
    droits: list[DroitApl] = field(default_factory=list)
    quittances: list[Quittance] = field(default_factory=list)
    paiements: list[Paiement] = field(default_factory=list)
    contrepassations: list[Contrepassation] = field(default_factory=list)
    termes_impayes: list[str] = field(default_factory=list)
    dernier_impaye: LoyerImpaye | None = None
    mois_a_rappeler: list[str] = field(default_factory=list)
    protections: Protections = field(default_factory=Protections)
    alertes_prescription: list[AlertePrescription] = field(default_factory=list)

    def activer(self, *, date_effet: date) -> None:
        """Les clés sont remises. Lève TransitionInterdite hors de OUVERT, DonneeInvalide si l'effet suit la fin."""
        statut = franchir(TRANSITIONS_COMPTE, objet="Compte", de=self.statut, vers=StatutCompte.ACTIF)
        self.bail = replace(self.bail, date_effet=date_effet)
        self.statut = statut

    def fixer_fin(self, *, date_fin: date) -> None:
        """Dernier jour dû (fin du préavis ou relocation). Lève RegleViolee si un terme postérieur est déjà validé."""
        bail = replace(self.bail, date_fin=date_fin)
        if any(q.validee and q.fin > date_fin for q in self.quittances):
            raise RegleViolee(
                "MOIS_DEJA_VALIDE",
                "Un terme postérieur à cette fin est déjà validé : proposez sa contrepassation.",
                champ="date_fin",
            )
        self.bail = bail

    def clore(self) -> None:
        """Ferme un compte soldé. Lève RegleViolee (COMPTE_NON_SOLDE) s'il reste une dette ou une avance."""
        statut = franchir(TRANSITIONS_COMPTE, objet="Compte", de=self.statut, vers=StatutCompte.CLOS)
        if any(q.ouverte for q in self.quittances) or any(p.non_affecte for p in self.paiements):
            raise RegleViolee("COMPTE_NON_SOLDE", f"Le compte {self.reference} n'est pas soldé.", champ="bail_id")
        self.statut = statut

    def recevoir_droit(self, droit: DroitApl, *, baremes: Baremes) -> None:
        """Retient le droit du mois, à la place d'un envoi antérieur. Reçu après la validation de son mois, il sera rappelé.

        Lève RegleViolee (BAIL_CLOS), et pour un mois déjà calculé les refus de `lignes_du_droit`.
        """
        if self.statut is StatutCompte.CLOS:
            raise RegleViolee("BAIL_CLOS", f"Le compte {self.reference} est clos.", champ="reference_bail")
        calculees = [q for q in self.quittances if not q.contrepassee and q.mois == droit.mois]
        for quittance in calculees:
            ecarts_du_mois(quittance, droit, toutes=self.quittances, zone=self.bail.zone, baremes=baremes)
        self.droits = [*(d for d in self.droits if d.mois != droit.mois), droit]
        self.mois_a_rappeler = mois_a_rappeler(
            self.quittances,
            self.droits,
            candidats={*self.mois_a_rappeler, *(q.mois for q in calculees)},
            zone=self.bail.zone,
            baremes=baremes,
        )

    def renaitre_rappels(self, quittance: Quittance) -> None:
        """Les rappels que portait une quittance contrepassée sont de nouveau à porter."""
        origines = {ligne.mois_origine for ligne in quittance.lignes if ligne.mois_origine}
        self.mois_a_rappeler = sorted({*self.mois_a_rappeler, *origines})

    def calculer(self, mois: Mois, *, baremes: Baremes) -> TermeCalcule:
        """Terme du mois, sans changer le compte.

        Lève RegleViolee (BAIL_NON_ACTIF, MOIS_DEJA_VALIDE) et les refus de `calculer_terme`.
        """
        if self.statut is not StatutCompte.ACTIF:
            raise RegleViolee(
                "BAIL_NON_ACTIF", f"Le compte {self.reference} est {self.statut.value}.", champ="bail_ids"
            )
        self._refuser_mois_valide(str(mois))
        dus = rappels(
            self.quittances, self.droits, mois=self.mois_a_rappeler, avant=mois, zone=self.bail.zone, baremes=baremes
        )
        return calculer_terme(self.id, self.bail, mois, droit=self._droit(str(mois)), rappels=dus, baremes=baremes)

    def quittancer(self, mois: Mois, *, quittance_id: UUID, lot_id: UUID, baremes: Baremes) -> Quittance:
        """Quittance provisoire du mois, sans changer le compte. Lève les refus de `calculer`."""
        return Quittance.de(self.calculer(mois, baremes=baremes), id=quittance_id, lot_id=lot_id)

    def enregistrer_paiement(
        self,
        *,
        paiement_id: UUID,
        montant: Montant,
        mode: str,
        recu_le: date,
        reference: str,
        baremes: Baremes,
        mois_designe: str | None = None,
        debiteur_sans_compte: bool = False,
        plan_id: UUID | None = None,
    ) -> Paiement:
        """Reçoit et impute un paiement du locataire ; le reliquat est une avance, sauf sur un compte clos. `plan_id` : plan dont c'est une échéance.

        Lève DonneeInvalide (MONTANT_NON_POSITIF, MODE_INCONNU, MOIS_ILLISIBLE, PLAN_INCONNU), DejaExistant, RegleViolee
        (PLAFOND_ESPECES, PAIEMENT_FSL_SANS_DECISION, PLAN_ROMPU), BailClos.
        """
        mode_lu = lire_mode(mode)
        if mode_lu is ModePaiement.FSL:
            raise RegleViolee(
                "PAIEMENT_FSL_SANS_DECISION", "Un versement du FSL s'enregistre avec sa décision.", champ="mode"
            )
        indication = str(Mois.lire(mois_designe, champ="mois_designe")) if mois_designe else None
        paiement = self._nouveau(paiement_id, montant, mode_lu, recu_le, reference)
        contexte = self._contexte(le=recu_le, plan_id=plan_id, baremes=baremes)
        imputation = imputer_sur(self.quittances, montant, le=recu_le, indication=indication, contexte=contexte)
        if self.statut is StatutCompte.CLOS and imputation.avance:
            raise BailClos(self.reference, du=montant - imputation.avance)
        if mode_lu is ModePaiement.ESPECES and not debiteur_sans_compte:
            verifier_especes(montant, imputation.affectations, deja=self.paiements, le=recu_le, baremes=baremes)
        paiement.avance = imputation.avance
        return self._encaisser(paiement, imputation)

    def enregistrer_paiement_fsl(
        self,
        *,
        paiement_id: UUID,
        montant: Montant,
        verse_le: date,
        reference: str,
        dossier_fsl_id: UUID,
        decision_id: str,
        termes_couverts: Sequence[str],
        baremes: Baremes,
    ) -> Paiement:
        """Reçoit un versement du FSL, imputé aux seuls termes que la décision couvre ; le surplus est un écart à régler avec lui.

        Un terme couvert mais gelé ne se paie pas : sa part est un écart.

        Lève DonneeInvalide (MONTANT_NON_POSITIF, TERMES_COUVERTS_MANQUANTS), DejaExistant.
        """
        if not termes_couverts:
            raise DonneeInvalide(
                "TERMES_COUVERTS_MANQUANTS", "La décision ne désigne aucun terme.", champ="decision_id"
            )
        paiement = self._nouveau(paiement_id, montant, ModePaiement.FSL, verse_le, reference)
        paiement.dossier_fsl_id, paiement.decision_id = dossier_fsl_id, decision_id
        contexte = self._contexte(le=verse_le, baremes=baremes)
        imputation = imputer_sur(self.quittances, montant, le=verse_le, fleches=termes_couverts, contexte=contexte)
        paiement.ecart = imputation.avance
        return self._encaisser(paiement, imputation)

    def utiliser_avances(self, *, le: date, baremes: Baremes) -> tuple[Affectation, ...]:
        """Affecte les avances aux termes ouverts, la plus ancienne d'abord ; rend les affectations nouvelles."""
        nouvelles: list[Affectation] = []
        for paiement in sorted((p for p in self.paiements if p.avance), key=lambda p: (p.recu_le, p.id)):
            jour = max(le, paiement.recu_le)
            contexte = self._contexte(le=jour, baremes=baremes)
            imputation = imputer_sur(self.quittances, paiement.avance, le=jour, contexte=contexte)
            affecter(self.quittances, imputation)
            paiement.consommer_avance(imputation.affectations, reste=imputation.avance)
            nouvelles += imputation.affectations
        return tuple(nouvelles)

    def constater_impayes(self, *, au: date, baremes: Baremes) -> Constat:
        """Constate les termes dont la limite de paiement est passée, et la régularisation d'un impayé antérieur.

        Un impayé n'est publié que s'il apprend quelque chose : la dette, ses termes ou sa constitution ont changé.
        Rejouer le même constat n'ajoute aucun fait. Les avances sont d'abord consommées.
        """
        affectations = self.utiliser_avances(le=au, baremes=baremes)
        en_retard = [q.mois for q in echues(self.quittances, au=au) if q.ouverte and q.limite_paiement_le < au]
        nouveaux = tuple(mois for mois in en_retard if mois not in self.termes_impayes)
        self.termes_impayes = [*self.termes_impayes, *nouveaux]
        return Constat(
            nouveaux=nouveaux,
            publie=bool(en_retard) and self._publier_impaye(au=au, baremes=baremes),
            regularise=self._regulariser(le=au),
            affectations=affectations,
        )

    def constitution(self, *, au: date, baremes: Baremes) -> Constitution:
        """L'impayé APL est-il constitué à cette date ?"""
        return constitution(self.quittances, self.paiements, self.droits, au=au, baremes=baremes)

    def solde(self, *, au: date | None = None) -> Montant:
        """Débits moins crédits à la date d'arrêté (toutes les écritures sans date) ; négatif si le locataire est en avance."""
        return solde(self.quittances, self.paiements, au=au)

    def dette_echue(self, *, au: date) -> Montant:
        """Exigible et non réglé à cette date, avances reçues déduites ; jamais négative."""
        return dette_echue(self.quittances, self.paiements, au=au)

    def _contexte(self, *, le: date, baremes: Baremes, plan_id: UUID | None = None) -> Contexte:
        """Ce qui écarte ce paiement de l'ordre légal. Lève les refus de `Protections.plan_en_cours`."""
        gel = self.protections.gel_au(le)
        geles = frozenset(q.mois for q in self.quittances if gel and q.ouverte and gel.vise(q.exigible_le))
        plan = self.protections.plan_en_cours(plan_id, au=le).termes if plan_id else ()
        hors_delai = prescrits(self.quittances, self.paiements, self.protections, au=le, baremes=baremes)
        return Contexte(geles=geles, prescrits=hors_delai, plan=frozenset(plan))

    def _droit(self, mois: str) -> DroitApl | None:
        return next((d for d in self.droits if d.mois == mois), None)

    def _refuser_mois_valide(self, mois: str) -> None:
        if any(q.validee and q.mois == mois for q in self.quittances):
            raise RegleViolee(
                "MOIS_DEJA_VALIDE",
                f"Le mois {mois} est déjà quittancé pour {self.reference} : il ne se recalcule pas.",
                champ="mois",
            )

    def _nouveau(self, id: UUID, montant: Montant, mode: ModePaiement, recu_le: date, reference: str) -> Paiement:
        if any(p.id == id for p in self.paiements):
            raise DejaExistant(
                "PAIEMENT_DEJA_ENREGISTRE", f"Le paiement {id} est déjà enregistré.", champ="paiement_id"
            )
        return Paiement(id=id, bail_id=self.id, montant=montant, mode=mode, recu_le=recu_le, reference=reference)

    def _encaisser(self, paiement: Paiement, imputation: Imputation) -> Paiement:
        soldes = affecter(self.quittances, imputation)
        paiement.affectations = list(imputation.affectations)
        self.paiements = [*self.paiements, paiement]
        self.constater(
            PaiementEnregistre(
                paiement_id=paiement.id,
                montant=paiement.montant,
                mode=paiement.mode,
                recu_le=paiement.recu_le,
                termes_soldes=soldes,
                dette_echue=self.dette_echue(au=paiement.recu_le),
                dossier_fsl_id=paiement.dossier_fsl_id,
                decision_id=paiement.decision_id,
            )
        )
        self._regulariser(le=paiement.recu_le)
        return paiement

    def _regulariser(self, *, le: date) -> bool:
        """Constate la régularisation quand ni terme constaté impayé ni dette échue ne subsiste."""
        if not self.termes_impayes:
            return False
        if any(q.ouverte and (q.mois in self.termes_impayes or q.exigible_le <= le) for q in self.quittances):
            return False
        self.constater(ImpayeRegularise(regularise_le=le, termes_soldes=tuple(self.termes_impayes)))
        self.termes_impayes, self.dernier_impaye = [], None
        return True

    def _publier_impaye(self, *, au: date, baremes: Baremes) -> bool:
        termes = tuple(terme_impaye(q) for q in echues(self.quittances, au=au) if q.ouverte)
        etat = self.constitution(au=au, baremes=baremes)
        fait = LoyerImpaye(
            constate_le=au,
            dette_echue=somme(t.du for t in termes),
            premier_defaut_le=termes[0].exigible_le,
            termes=termes,
            impaye_constitue=etat.verdict.reponse,
            constitue_le=etat.constitue_le,
            regime_apl=etat.regime,
        )
        if not fait.apprend(self.dernier_impaye):
            return False
        self.dernier_impaye = fait
        self.constater(fait)
        return True
