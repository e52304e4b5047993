"""La réclamation d'un locataire, de sa déclaration à sa clôture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from proximite.domain.cloture import MotifCloture, exiger_cloture_permise
from proximite.domain.codes import exiger_fuseau, jour_civil, numero, texte_borne, texte_obligatoire
from proximite.domain.delais import echeances
from proximite.domain.imputation import Constats, imputer
from proximite.domain.qualification import Qualification, retenir, urgence_attendue
from proximite.domain.statuts import TRANSITIONS, StatutReclamation, en_retard
from proximite.domain.taxonomie import Categorie, Imputation, NiveauUrgence
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.refus import DonneeInvalide, RegleViolee

DESCRIPTION_MAXIMALE = 2000


class Canal(Enum):
    """Par où la réclamation est arrivée (spécification A.1)."""

    GUICHET_LOGE = "GUICHET_LOGE"
    TELEPHONE = "TELEPHONE"
    COURRIER = "COURRIER"
    COURRIEL = "COURRIEL"
    EXTRANET = "EXTRANET"
    QR_CODE = "QR_CODE"
    ASTREINTE = "ASTREINTE"
    RONDE = "RONDE"
    ASSOCIATION = "ASSOCIATION"
    ELU_MAIRIE = "ELU_MAIRIE"
    SIGNAL_LOGEMENT = "SIGNAL_LOGEMENT"
    CAF_MSA = "CAF_MSA"
    INTERNE = "INTERNE"
    CAPTEUR = "CAPTEUR"


@dataclass(frozen=True, kw_only=True)
class ReclamationOuverte(Fait):
    ouverte_le: datetime


@dataclass(frozen=True, kw_only=True)
class ReclamationQualifiee(Fait):
    urgence: NiveauUrgence
    imputation: Imputation
    accuse_avant: datetime
    reponse_avant: datetime
    resolution_avant: datetime


@dataclass(frozen=True, kw_only=True)
class ReclamationResolue(Fait):
    resolue_le: datetime
    dans_les_delais: bool


@dataclass(eq=False, kw_only=True)
class Reclamation(Agregat):
    """Tous les instants portent un fuseau ; les échéances sont en UTC et courent depuis `ouverte_le`.

    Dès la déclaration, l'urgence, l'imputation et les échéances sont celles que propose la catégorie : une réclamation
    jamais qualifiée finit donc en retard.
    """

    numero: str
    canal: Canal
    bail_id: UUID
    logement_id: UUID
    residence_id: UUID
    categorie: Categorie
    """La catégorie telle qu'elle était à la déclaration."""
    description: str = field(repr=False)
    prioritaire: bool
    """Drapeau opérationnel, sans motif."""
    acces: str = field(repr=False)
    ouverte_le: datetime
    urgence: NiveauUrgence
    imputation: Imputation
    accuse_avant: datetime
    reponse_avant: datetime
    resolution_avant: datetime
    explications: list[Explication]
    subdivision: str | None = None
    """Fériés locaux de la résidence (« 57 », « 67 », « 68 »)."""
    statut: StatutReclamation = StatutReclamation.ENREGISTREE
    motif_qualification: str = ""
    qualifiee_le: datetime | None = None
    bons: list[UUID] = field(default_factory=list)
    resolue_le: datetime | None = None
    dans_les_delais: bool | None = None
    cloturee_le: datetime | None = None
    motif_cloture: MotifCloture | None = None
    parent_id: UUID | None = None

    @classmethod
    def declarer(
        cls,
        *,
        id: UUID,
        sequence_annuelle: int,
        canal: Canal,
        bail_id: UUID,
        logement_id: UUID,
        residence_id: UUID,
        categorie: Categorie,
        description: str,
        ouverte_le: datetime,
        baremes: Baremes,
        prioritaire: bool = False,
        acces: str = "",
        subdivision: str | None = None,
    ) -> Reclamation:
        """Enregistre la réclamation sous le numéro REC-AAAA-NNNNNN (année de Paris, séquence reçue).

        Lève DonneeInvalide : CHAMP_VIDE, CHAMP_TROP_LONG, FUSEAU_ABSENT, SEQUENCE_HORS_BORNES.
        """
        jour = jour_civil(exiger_fuseau(ouverte_le, champ="ouverte_le"))
        urgence, surclassement = urgence_attendue(categorie, prioritaire=prioritaire, au=jour, baremes=baremes)
        imputation, raison = imputer(categorie, Constats(), au=jour)
        delais = echeances(urgence, ouverte_le=ouverte_le, baremes=baremes, subdivision=subdivision)
        reclamation = cls(
            id=id,
            numero=numero("REC", annee=jour.year, sequence=sequence_annuelle),
            canal=canal,
            bail_id=bail_id,
            logement_id=logement_id,
            residence_id=residence_id,
            categorie=categorie,
            description=texte_obligatoire(description, champ="description", maximum=DESCRIPTION_MAXIMALE),
            prioritaire=prioritaire,
            acces=texte_borne(acces, champ="acces", maximum=DESCRIPTION_MAXIMALE),
            ouverte_le=ouverte_le,
            urgence=urgence,
            imputation=imputation,
            accuse_avant=delais.accuse_avant,
            reponse_avant=delais.reponse_avant,
            resolution_avant=delais.resolution_avant,
            explications=[*surclassement, raison, *delais.explications],
            subdivision=subdivision,
        )
        reclamation.constater(ReclamationOuverte(ouverte_le=ouverte_le))
        return reclamation

    @property
    def intervenir_d_abord(self) -> bool:
        """Ménage prioritaire ou danger : on intervient, l'imputation vient ensuite (spécification A.2)."""
        return self.prioritaire or self.categorie.dangereuse

    def qualifier(self, decision: Qualification, *, le: datetime, pilote: bool, baremes: Baremes) -> None:
        """Fixe urgence, imputation et échéances ; une seconde qualification suit une visite.

        `pilote` : l'agent a le niveau P sur REC_GERER, seul à pouvoir rétrograder.
        Lève RegleViolee (MOTIF_OBLIGATOIRE, RETROGRADATION_RESERVEE, QUALIFIEE_AVANT_OUVERTURE, DEJA_PLANIFIEE) ou
        TransitionInterdite.
        """
        statut = self._permis(StatutReclamation.QUALIFIEE)
        if self.statut is StatutReclamation.PLANIFIEE:
            raise RegleViolee(
                "DEJA_PLANIFIEE", "Un bon est commandé sur cette qualification : annulez-le.", champ="reclamation_id"
            )
        self._exiger_apres(le, champ="qualifiee_le", code="QUALIFIEE_AVANT_OUVERTURE")
        attendue, surclassement = urgence_attendue(
            self.categorie, prioritaire=self.prioritaire, au=jour_civil(self.ouverte_le), baremes=baremes
        )
        retenue = retenir(
            decision,
            categorie=self.categorie,
            attendue=attendue,
            urgence_presente=self.urgence,
            imputation_presente=self.imputation,
            pilote=pilote,
            au=jour_civil(le),
        )
        delais = echeances(retenue.urgence, ouverte_le=self.ouverte_le, baremes=baremes, subdivision=self.subdivision)
        self.statut, self.qualifiee_le = statut, le
        self.motif_qualification = decision.motif.strip() or self.motif_qualification
        self.urgence, self.imputation = retenue.urgence, retenue.imputation
        self.accuse_avant, self.reponse_avant = delais.accuse_avant, delais.reponse_avant
        self.resolution_avant = delais.resolution_avant
        self.explications = [*surclassement, *retenue.explications, *delais.explications]
        self.constater(
            ReclamationQualifiee(
                urgence=retenue.urgence,
                imputation=retenue.imputation,
                accuse_avant=delais.accuse_avant,
                reponse_avant=delais.reponse_avant,
                resolution_avant=delais.resolution_avant,
            )
        )

    def planifier(self, bon_id: UUID) -> None:
        """Rattache un bon de travaux. Lève TransitionInterdite si la réclamation n'est ni qualifiée ni déjà planifiée."""
        self.statut = self._permis(StatutReclamation.PLANIFIEE)
        self.bons = [*self.bons, bon_id]

    def bon_annule(self, *, bons_ouverts: int) -> None:
        """Redevient QUALIFIEE quand il ne reste aucun bon ouvert : elle attend une nouvelle commande.

        Sans effet si d'autres bons courent, ou si elle est déjà résolue.
        """
        if self.statut is StatutReclamation.PLANIFIEE and not bons_ouverts:
            self.statut = self._permis(StatutReclamation.QUALIFIEE)

    def resoudre(self, *, le: datetime) -> None:
        """Le désordre a cessé. Lève TransitionInterdite avant la qualification, RegleViolee si `le` précède l'ouverture."""
        statut = self._permis(StatutReclamation.RESOLUE)
        self._exiger_apres(le, champ="resolue_le", code="RESOLUE_AVANT_OUVERTURE")
        self.statut, self.resolue_le, self.dans_les_delais = statut, le, le <= self.resolution_avant
        self.constater(ReclamationResolue(resolue_le=le, dans_les_delais=self.dans_les_delais))

    def cloturer(
        self,
        *,
        le: datetime,
        motif: MotifCloture,
        bons_ouverts: int,
        parent: Reclamation | None = None,
        a_des_doublons: bool = False,
    ) -> None:
        """Clôt pour ce motif ; `bons_ouverts` compte les bons ni clos ni annulés, `parent` est l'original d'un doublon.

        Lève RegleViolee (BON_OUVERT, MOTIF_NON_PERMIS, INTERVENTION_D_ABORD, CLOTURE_AVANT_RESOLUTION,
        DOUBLON_DE_DOUBLON, PARENT_AILLEURS…), DonneeInvalide (PARENT_MANQUANT) ou TransitionInterdite.
        """
        statut = self._permis(StatutReclamation.CLOTUREE)
        self._exiger_apres(le, champ="cloturee_le", code="CLOTURE_AVANT_OUVERTURE")
        if self.resolue_le is not None and le < self.resolue_le:
            raise RegleViolee("CLOTURE_AVANT_RESOLUTION", "La clôture précède la résolution.", champ="cloturee_le")
        if bons_ouverts:
            raise RegleViolee(
                "BON_OUVERT", f"{bons_ouverts} bon(s) de travaux encore ouvert(s).", champ="reclamation_id"
            )
        exiger_cloture_permise(
            motif,
            statut=self.statut,
            urgence=self.urgence,
            imputation=self.imputation,
            intervenir_d_abord=self.intervenir_d_abord,
        )
        self._exiger_parent(motif, parent, a_des_doublons=a_des_doublons)
        self.statut, self.cloturee_le, self.motif_cloture = statut, le, motif
        self.parent_id = parent.id if parent else None

    def en_retard(self, *, au: datetime) -> bool:
        """Vrai si elle n'est ni résolue ni close, et que l'échéance de résolution est passée."""
        return en_retard(self.statut, resolution_avant=self.resolution_avant, au=au)

    def _permis(self, vers: StatutReclamation) -> StatutReclamation:
        return franchir(TRANSITIONS, objet="Réclamation", de=self.statut, vers=vers)

    def _exiger_apres(self, instant: datetime, *, champ: str, code: str) -> None:
        if exiger_fuseau(instant, champ=champ) < self.ouverte_le:
            raise RegleViolee(code, "Cet instant précède l'ouverture de la réclamation.", champ=champ)

    def _exiger_parent(self, motif: MotifCloture, parent: Reclamation | None, *, a_des_doublons: bool) -> None:
        """Un doublon désigne son original, au même endroit ; un enfant n'est jamais parent (spécification A.6)."""
        if (motif is MotifCloture.DOUBLON) != (parent is not None) or (parent and parent.id == self.id):
            raise DonneeInvalide(
                "PARENT_MANQUANT", "Un doublon, et lui seul, désigne une autre réclamation.", champ="parent_id"
            )
        if parent is None:
            return
        if parent.parent_id is not None or a_des_doublons:
            raise RegleViolee(
                "DOUBLON_DE_DOUBLON", "Rattachez chaque doublon à la réclamation d'origine.", champ="parent_id"
            )
        if parent.residence_id != self.residence_id:
            raise RegleViolee("PARENT_AILLEURS", "L'original est dans une autre résidence.", champ="parent_id")
