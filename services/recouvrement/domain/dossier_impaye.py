"""Le dossier d'impayé, de son ouverture à sa clôture (spécification E.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from recouvrement.domain.caf import OrganismePayeur, SignalementCaf, clore_signalements, signaler
from recouvrement.domain.cloture import cloture_possible_le, cloture_prematuree, dette_restante
from recouvrement.domain.etapes import EtapeAJouer, EtapeJouee
from recouvrement.domain.faits_dossier import (
    DossierImpayeClos,
    DossierImpayeOuvert,
    ImpayeSignaleCaf,
    OrientationSocialeDemandee,
    RelanceEnvoyee,
)
from recouvrement.domain.impaye import AvisImpaye, RegimeApl, TermeImpaye, doit_ouvrir, fusionner, solder
from recouvrement.domain.orientation import Orientation, StatutAccompagnement, lire_motif
from recouvrement.domain.phases import TRANSITIONS, Phase, chemin
from recouvrement.domain.qualification import Qualification
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee

MOTIF_DETTE_SOLDEE = "DETTE_SOLDEE"


@dataclass(eq=False, kw_only=True)
class DossierImpaye(Agregat):
    """Un seul dossier ouvert par bail (tenu par l'appelant et la base). La dette vient du quittancement, qui fait foi."""

    reference: str
    bail_id: UUID
    ouvert_le: date
    dette_initiale: Montant
    dette_courante: Montant
    premier_defaut_le: date
    termes: list[TermeImpaye]
    impaye_constitue: Reponse = Reponse.INCONNU
    constitue_le: date | None = None
    regime_apl: RegimeApl = RegimeApl.AVANT_2027
    phase: Phase = Phase.PREVENTION
    phase_avant_fsl: Phase | None = None
    etapes_jouees: list[EtapeJouee] = field(default_factory=list)
    accompagnement: StatutAccompagnement = StatutAccompagnement.AUCUN
    accompagnement_depuis: date | None = None
    orientations: list[Orientation] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    signalements_caf: list[SignalementCaf] = field(default_factory=list)
    fsl_en_cours: UUID | None = None
    regularise_le: date | None = None
    clos_le: date | None = None
    motif_cloture: str = ""
    explications: list[Explication] = field(default_factory=list)

    @classmethod
    def ouvrir(
        cls,
        *,
        id: UUID,
        reference: str,
        avis: AvisImpaye,
        baremes: Baremes,
        accompagnement: StatutAccompagnement = StatutAccompagnement.AUCUN,
        accompagnement_depuis: date | None = None,
    ) -> DossierImpaye:
        """Ouvre le dossier le jour du constat. Lève RegleViolee (SOUS_LE_SEUIL) si la dette ne dépasse pas le seuil."""
        verdict = doit_ouvrir(avis, baremes=baremes)
        if not verdict.favorable:
            raise RegleViolee(
                "SOUS_LE_SEUIL", f"Une dette de {avis.dette_echue} n'ouvre pas de dossier.", champ="dette_echue"
            )
        dossier = cls(
            id=id,
            reference=reference,
            bail_id=avis.bail_id,
            ouvert_le=avis.constate_le,
            dette_initiale=avis.dette_echue,
            dette_courante=avis.dette_echue,
            premier_defaut_le=avis.premier_defaut_le,
            termes=fusionner([], avis),
            impaye_constitue=avis.impaye_constitue,
            constitue_le=avis.constitue_le,
            regime_apl=avis.regime_apl,
            accompagnement=accompagnement,
            accompagnement_depuis=accompagnement_depuis,
            explications=[verdict.explication],
        )
        dossier.constater(DossierImpayeOuvert(ouvert_le=dossier.ouvert_le, dette=dossier.dette_initiale))
        return dossier

    @property
    def est_clos(self) -> bool:
        return self.phase is Phase.CLOS

    @property
    def termes_dus(self) -> list[TermeImpaye]:
        """Termes non soldés, du plus ancien au plus récent."""
        return [terme for terme in self.termes if terme.est_du]

    @property
    def plus_ancien_terme_du(self) -> TermeImpaye | None:
        return next(iter(self.termes_dus), None)

    @property
    def relances(self) -> list[EtapeJouee]:
        """Étapes jouées qui ont contacté le ménage."""
        return [jouee for jouee in self.etapes_jouees if jouee.est_un_contact]

    def a_joue(self, etape: str, *, terme: str) -> bool:
        return any(jouee.etape == etape and jouee.terme == terme for jouee in self.etapes_jouees)

    def ajouter_impaye(self, avis: AvisImpaye) -> None:
        """Prend en compte un nouvel avis : termes, dette, constitution. Le même avis reçu deux fois ne change rien.

        Une fois constitué, l'impayé le reste, à sa première date, jusqu'à l'apurement total (CCH R824-4).
        """
        self._exiger_ouvert()
        if avis.bail_id != self.bail_id:
            raise DonneeInvalide("BAIL_DIFFERENT", "L'avis concerne un autre bail.", champ="bail_id")
        self.regularise_le = None
        self.premier_defaut_le = avis.premier_defaut_le
        self.termes = fusionner(self.termes, avis)
        self.dette_courante = avis.dette_echue
        plus_tot = avis.impaye_constitue is Reponse.OUI and _avant(avis.constitue_le, self.constitue_le)
        if self.impaye_constitue is not Reponse.OUI or plus_tot:
            self.impaye_constitue, self.constitue_le = avis.impaye_constitue, avis.constitue_le
            self.regime_apl = avis.regime_apl

    def appliquer_paiement(self, *, termes_soldes: Sequence[str], dette_restante: Montant, recu_le: date) -> None:
        """Solde les termes payés et retient la dette restante. Dette nulle : l'impayé est régularisé ce jour-là."""
        self._exiger_ouvert()
        if dette_restante < Montant.zero():
            raise DonneeInvalide("MONTANT_NEGATIF", "Une dette restante n'est pas négative.", champ="dette_echue")
        self.termes = solder(self.termes, soldes=termes_soldes, dette_restante=dette_restante, le=recu_le)
        self.dette_courante = dette_restante
        if not dette_restante:
            self._regulariser(le=recu_le)

    def constater_regularisation(self, *, termes_soldes: Sequence[str], le: date) -> None:
        """Le quittancement dit l'impayé régularisé. Lève RegleViolee (REGULARISATION_INCOMPLETE) si un terme reste dû."""
        self._exiger_ouvert()
        restants = [t.mois for t in self.termes_dus if t.mois not in termes_soldes]
        if restants:
            raise RegleViolee(
                "REGULARISATION_INCOMPLETE", f"Termes encore dus : {', '.join(restants)}.", champ="termes_soldes"
            )
        self.termes = solder(self.termes, soldes=termes_soldes, dette_restante=Montant.zero(), le=le)
        self.dette_courante = Montant.zero()
        self._regulariser(le=le)

    def jouer(self, due: EtapeAJouer, *, le: date) -> None:
        """Consigne l'étape et avance la phase. Lève RegleViolee (ETAPE_DEJA_JOUEE, TROP_TOT) ; une relance est constatée."""
        self._exiger_ouvert()
        if self.a_joue(due.etape.code, terme=due.terme):
            raise RegleViolee("ETAPE_DEJA_JOUEE", f"{due.etape.code} a déjà été jouée pour {due.terme}.", champ="etape")
        if le < due.prevue_le:
            raise RegleViolee("TROP_TOT", f"{due.etape.code} est prévue le {due.prevue_le:%d/%m/%Y}.", champ="au")
        if due.etape.phase is not None:
            for phase in chemin(de=self.phase, vers=due.etape.phase):
                self._passer(phase)
        canal, modele = due.etape.canal, due.etape.modele
        self.etapes_jouees = [
            *self.etapes_jouees,
            EtapeJouee(
                etape=due.etape.code,
                terme=due.terme,
                canal=canal,
                modele=modele,
                envoyee_le=le,
                explication=due.explication,
            ),
        ]
        if due.etape.est_un_contact:
            self.constater(RelanceEnvoyee(etape=due.etape.code, canal=canal.value, modele=modele, envoyee_le=le))

    def qualifier(self, constat: Qualification) -> None:
        """Ajoute le constat d'un agent ; les précédents restent. Lève RegleViolee (DOSSIER_CLOS) ou DonneeInvalide."""
        self._exiger_ouvert()
        if constat.qualifie_le < self.ouvert_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Le constat précède l'ouverture.", champ="qualifie_le")
        self.qualifications = [*self.qualifications, constat]

    def orienter(self, *, motif: str, le: date, menage_informe: bool) -> None:
        """Oriente vers le social, une fois à la fois, le ménage informé. Lève DonneeInvalide ou RegleViolee."""
        self._exiger_ouvert()
        code = lire_motif(motif)
        if le < self.ouvert_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "L'orientation précède l'ouverture.", champ="oriente_le")
        if not menage_informe:
            raise RegleViolee(
                "MENAGE_NON_INFORME", "Le ménage doit être informé de son orientation.", champ="menage_informe"
            )
        if self._orientation_en_cours():
            raise RegleViolee("ORIENTATION_EN_COURS", "Le ménage est déjà orienté ou accompagné.", champ="dossier_id")
        self.orientations = [*self.orientations, Orientation(motif=code, oriente_le=le)]
        self.constater(OrientationSocialeDemandee(motif=code.value, oriente_le=le, menage_informe=True))

    def signaler_caf(self, *, organisme: OrganismePayeur, le: date, par: str, piece: str, baremes: Baremes) -> None:
        """Consigne le signalement à l'organisme payeur, une fois par impayé constitué. Lève les refus de `signaler`."""
        self._exiger_ouvert()
        fait = signaler(
            constitue=self.impaye_constitue,
            constitue_le=self.constitue_le,
            deja=self.signalements_caf,
            organisme=organisme,
            le=le,
            par=par,
            piece=piece,
            baremes=baremes,
        )
        self.signalements_caf = [*self.signalements_caf, fait]
        self.constater(
            ImpayeSignaleCaf(
                organisme=organisme.value,
                constitue_le=fait.constitue_le,
                signale_le=le,
                avant_le=fait.avant_le,
                regime=self.regime_apl.value,
                dette=self.dette_courante,
            )
        )

    def noter_accompagnement(self, statut: StatutAccompagnement, *, depuis_le: date) -> None:
        """Retient le dernier statut connu, jamais son contenu ; un statut plus ancien que le nôtre est sans effet."""
        if _avant(depuis_le, self.accompagnement_depuis):
            return
        self.accompagnement, self.accompagnement_depuis = statut, depuis_le
        self.orientations = [
            replace(o, retour_le=depuis_le) if o.retour_le is None and o.oriente_le <= depuis_le else o
            for o in self.orientations
        ]

    def engager_fsl(self, dossier_fsl_id: UUID) -> None:
        """Un dossier FSL est déposé : les relances s'arrêtent. Lève RegleViolee (FSL_DEJA_EN_COURS)."""
        self._exiger_ouvert()
        self.exiger_sans_fsl()
        avant = self.phase
        self._passer(Phase.FSL)
        self.phase_avant_fsl, self.fsl_en_cours = avant, dossier_fsl_id

    def terminer_fsl(self, dossier_fsl_id: UUID) -> None:
        """Le FSL a refusé ou payé : le dossier reprend sa phase. Sans effet si ce dossier FSL n'est plus en cours."""
        if self.fsl_en_cours != dossier_fsl_id or self.est_clos:
            return
        self._passer(self.phase_avant_fsl or Phase.PREVENTION)
        self.phase_avant_fsl, self.fsl_en_cours = None, None

    def exiger_sans_fsl(self) -> None:
        if self.fsl_en_cours is not None:
            raise RegleViolee("FSL_DEJA_EN_COURS", "Un dossier FSL est déjà en cours pour ce bail.", champ="dossier_id")

    def peut_clore(self, *, au: date, baremes: Baremes) -> Verdict:
        """OUI quand la dette est nulle et l'est restée pendant le nombre de termes voulu après la régularisation."""
        if self.regularise_le is None or self.dette_courante or self.termes_dus:
            explication = baremes.au("termes_avant_cloture", au).expliquer(
                regle="cloture_du_dossier", au=au, resultat="NON", dette_courante=self.dette_courante
            )
            return Verdict(reponse=Reponse.NON, explication=explication)
        possible, explication = cloture_possible_le(self.termes, regularise_le=self.regularise_le, baremes=baremes)
        return Verdict(reponse=Reponse.OUI if au >= possible else Reponse.NON, explication=explication)

    def clore(self, *, au: date, baremes: Baremes) -> None:
        """Clôt le dossier. Lève RegleViolee (DETTE_RESTANTE, CLOTURE_PREMATUREE) ou TransitionInterdite s'il est clos."""
        phase = franchir(TRANSITIONS, objet="Dossier d'impayé", de=self.phase, vers=Phase.CLOS)
        if self.regularise_le is None or self.dette_courante or self.termes_dus:
            raise dette_restante(self.dette_courante, self.termes_dus)
        verdict = self.peut_clore(au=au, baremes=baremes)
        if not verdict.favorable:
            raise cloture_prematuree(self.regularise_le, verdict.explication)
        self.phase, self.clos_le, self.motif_cloture = phase, au, MOTIF_DETTE_SOLDEE
        self.explications = [*self.explications, verdict.explication]
        self.constater(DossierImpayeClos(clos_le=au, motif=MOTIF_DETTE_SOLDEE))

    def _regulariser(self, *, le: date) -> None:
        """L'apurement total met fin à la constitution ; la première date de régularisation reste."""
        self.regularise_le = self.regularise_le or le
        self.impaye_constitue, self.constitue_le = Reponse.NON, None
        self.signalements_caf = clore_signalements(self.signalements_caf, le=le)

    def _orientation_en_cours(self) -> bool:
        sans_retour = any(o.retour_le is None for o in self.orientations)
        return sans_retour or self.accompagnement in (StatutAccompagnement.PROPOSE, StatutAccompagnement.EN_COURS)

    def _exiger_ouvert(self) -> None:
        if self.est_clos:
            raise RegleViolee("DOSSIER_CLOS", "Le dossier d'impayé est clos.", champ="dossier_id")

    def _passer(self, vers: Phase) -> None:
        self.phase = franchir(TRANSITIONS, objet="Dossier d'impayé", de=self.phase, vers=vers)


def _avant(jour: date | None, autre: date | None) -> bool:
    return jour is not None and autre is not None and jour < autre
