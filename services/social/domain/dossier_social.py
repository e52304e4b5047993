"""Le dossier social, de l'orientation reçue à la fin de l'accompagnement (spécification G.1).

Ses faits disent qu'un accompagnement existe, jamais pourquoi ni ce qui s'y dit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from social.domain.codes import (
    TRANSITIONS_DOSSIER,
    LieuEntretien,
    MotifOrientation,
    StatutDossier,
    StatutPartage,
    SupportConsentement,
)
from social.domain.secret import Agent, exiger_lecture, exiger_referent
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import ajouter_jours_ouvres
from socle.domaine.explication import Explication
from socle.domaine.refus import DonneeInvalide, RegleViolee

SYNTHESE_MAXIMALE = 10_000


@dataclass(frozen=True, kw_only=True)
class AccompagnementOuvert(Fait):
    referent: str
    ouvert_le: date


@dataclass(frozen=True, kw_only=True)
class StatutAccompagnementModifie(Fait):
    """`referent` : l'agent à joindre, celui qui a fait l'acte."""

    statut: StatutPartage
    depuis_le: date
    referent: str


@dataclass(frozen=True, kw_only=True)
class AccompagnementClos(Fait):
    clos_le: date


@dataclass(frozen=True, kw_only=True)
class Entretien:
    """Contenu C4 : la synthèse ne paraît ni dans un journal, ni dans un fait, ni dans un refus."""

    tenu_le: date
    lieu: LieuEntretien
    synthese: str = field(repr=False)


@dataclass(eq=False, kw_only=True)
class DossierSocial(Agregat):
    """Un ménage orienté. `referent` est le `sub` de l'agent qui l'a pris, None tant que nul ne l'a fait."""

    bail_id: UUID
    dossier_impaye_id: UUID | None
    """Le dossier d'impayé d'où vient l'orientation."""
    motif_orientation: MotifOrientation = field(repr=False)
    oriente_le: date
    menage_informe: bool
    """Le ménage savait qu'on l'orientait."""
    accueillir_avant_le: date
    explications: list[Explication]
    statut: StatutDossier = StatutDossier.ORIENTE
    referent: str | None = None
    propose_le: date | None = None
    refuse_le: date | None = None
    consentement_le: date | None = None
    support_consentement: SupportConsentement | None = None
    ouvert_le: date | None = None
    entretiens: list[Entretien] = field(default_factory=list, repr=False)
    clos_le: date | None = None
    motif_cloture: str = field(default="", repr=False)

    @classmethod
    def orienter(
        cls,
        *,
        id: UUID,
        bail_id: UUID,
        dossier_impaye_id: UUID | None,
        motif: MotifOrientation,
        oriente_le: date,
        menage_informe: bool,
        baremes: Baremes,
        subdivision: str | None = None,
    ) -> DossierSocial:
        """Reçoit une orientation : le ménage est à accueillir sous le délai choisi par le bailleur. Aucun fait n'en sort."""
        delai = baremes.au("delai_accueil", oriente_le)
        echeance = ajouter_jours_ouvres(oriente_le, delai.valeur, subdivision)
        return cls(
            id=id,
            bail_id=bail_id,
            dossier_impaye_id=dossier_impaye_id,
            motif_orientation=motif,
            oriente_le=oriente_le,
            menage_informe=menage_informe,
            accueillir_avant_le=echeance,
            explications=[
                delai.expliquer(
                    regle="accueil_du_menage", au=oriente_le, resultat=echeance.isoformat(), oriente_le=oriente_le
                )
            ],
        )

    def proposer(self, *, le: date, par: Agent) -> None:
        """Propose l'accompagnement. Introuvable si l'agent ne peut pas lire le dossier.

        Lève TransitionInterdite hors d'ORIENTE, RegleViolee (PROPOSE_AVANT_ORIENTATION).
        """
        exiger_lecture(dossier_id=self.id, referent=self.referent, agent=par, au=le)
        statut = self._permis(StatutDossier.PROPOSE)
        _exiger_ordre(self.oriente_le, le, code="PROPOSE_AVANT_ORIENTATION", champ="propose_le")
        self.statut, self.propose_le = statut, le
        self._publier_statut(depuis_le=le, par=par)

    def ouvrir(self, *, consentement_le: date, support: SupportConsentement, par: Agent, au: date) -> None:
        """Ouvre l'accompagnement du jour du consentement, recueilli au plus tard `au` ; l'appelant devient référent.

        Introuvable si l'agent ne peut pas lire le dossier. Lève TransitionInterdite hors de PROPOSE, DonneeInvalide
        (CONSENTEMENT_FUTUR) ou RegleViolee (CONSENTEMENT_AVANT_PROPOSITION).
        """
        exiger_lecture(dossier_id=self.id, referent=self.referent, agent=par, au=au)
        statut = self._permis(StatutDossier.PLAN_EN_COURS)
        if consentement_le > au:
            raise DonneeInvalide(
                "CONSENTEMENT_FUTUR", "Un consentement à venir n'est pas encore donné.", champ="consentement_le"
            )
        _exiger_ordre(self.propose_le, consentement_le, code="CONSENTEMENT_AVANT_PROPOSITION", champ="consentement_le")
        self.referent = par.sub
        self.statut, self.ouvert_le = statut, consentement_le
        self.consentement_le, self.support_consentement = consentement_le, support
        self.constater(AccompagnementOuvert(referent=par.sub, ouvert_le=consentement_le))
        self._publier_statut(depuis_le=consentement_le, par=par)

    def refuser(self, *, le: date, par: Agent) -> None:
        """Le ménage n'adhère pas ; l'agent qui le consigne garde seul le dossier. Introuvable s'il ne peut pas le lire.

        Lève TransitionInterdite hors de PROPOSE, RegleViolee (REFUS_AVANT_PROPOSITION).
        """
        exiger_lecture(dossier_id=self.id, referent=self.referent, agent=par, au=le)
        statut = self._permis(StatutDossier.REFUSE)
        _exiger_ordre(self.propose_le, le, code="REFUS_AVANT_PROPOSITION", champ="refuse_le")
        self.referent = par.sub
        self.statut, self.refuse_le = statut, le
        self._publier_statut(depuis_le=le, par=par)

    def consigner_entretien(self, entretien: Entretien, *, par: Agent) -> None:
        """Ajoute un entretien. Introuvable pour tout autre que le référent.

        Lève RegleViolee (DOSSIER_NON_OUVERT, ENTRETIEN_AVANT_CONSENTEMENT) ou DonneeInvalide (CHAMP_VIDE,
        CHAMP_TROP_LONG).
        """
        exiger_referent(dossier_id=self.id, referent=self.referent, agent=par, au=entretien.tenu_le)
        if self.statut is not StatutDossier.PLAN_EN_COURS:
            raise RegleViolee("DOSSIER_NON_OUVERT", "L'accompagnement n'est pas en cours.", champ="dossier_id")
        _exiger_ordre(self.consentement_le, entretien.tenu_le, code="ENTRETIEN_AVANT_CONSENTEMENT", champ="tenu_le")
        if not entretien.synthese.strip():
            raise DonneeInvalide("CHAMP_VIDE", "La synthèse est obligatoire.", champ="synthese")
        if len(entretien.synthese) > SYNTHESE_MAXIMALE:
            raise DonneeInvalide(
                "CHAMP_TROP_LONG", f"La synthèse dépasse {SYNTHESE_MAXIMALE} caractères.", champ="synthese"
            )
        self.entretiens = [*self.entretiens, entretien]

    def clore(self, *, le: date, par: Agent, motif: str, baremes: Baremes) -> None:
        """Met fin à l'accompagnement, pour un motif de la liste du bailleur. Introuvable pour tout autre que le référent.

        Lève TransitionInterdite, DonneeInvalide (MOTIF_INCONNU) ou RegleViolee (CLOS_AVANT_OUVERTURE,
        CLOS_AVANT_ENTRETIEN).
        """
        exiger_referent(dossier_id=self.id, referent=self.referent, agent=par, au=le)
        statut = self._permis(StatutDossier.CLOS)
        _exiger_ordre(self.ouvert_le, le, code="CLOS_AVANT_OUVERTURE", champ="clos_le")
        dernier = max((entretien.tenu_le for entretien in self.entretiens), default=None)
        _exiger_ordre(dernier, le, code="CLOS_AVANT_ENTRETIEN", champ="clos_le")
        permis = baremes.au("motifs_cloture_accompagnement", le).valeur
        if motif not in permis:
            raise DonneeInvalide(
                "MOTIF_INCONNU", f"Le motif de clôture est l'un de : {', '.join(permis)}.", champ="motif"
            )
        self.statut, self.clos_le, self.motif_cloture = statut, le, motif
        self.constater(AccompagnementClos(clos_le=le))
        self._publier_statut(depuis_le=le, par=par)

    def _permis(self, vers: StatutDossier) -> StatutDossier:
        return franchir(TRANSITIONS_DOSSIER, objet="Dossier social", de=self.statut, vers=vers)

    def _publier_statut(self, *, depuis_le: date, par: Agent) -> None:
        self.constater(StatutAccompagnementModifie(statut=self.statut.partage, depuis_le=depuis_le, referent=par.sub))


def _exiger_ordre(avant: date | None, apres: date, *, code: str, champ: str) -> None:
    if avant is not None and apres < avant:
        raise RegleViolee(code, f"Le {apres:%d/%m/%Y} précède l'étape d'avant ({avant:%d/%m/%Y}).", champ=champ)
