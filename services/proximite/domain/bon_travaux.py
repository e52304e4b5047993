"""Le bon de travaux : commandé, planifié chez le locataire, terminé, clos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from proximite.domain.achat import VoieAchat, devis_attendus, juger_voie_achat
from proximite.domain.codes import exiger_fuseau, jour_civil, numero, texte_borne, texte_obligatoire
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import feries
from socle.domaine.explication import Explication, Reponse, Verdict
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, RegleViolee

TEXTE_MAXIMAL = 2000


class StatutBon(Enum):
    ENGAGE = "ENGAGE"
    PLANIFIE = "PLANIFIE"
    TERMINE = "TERMINE"
    CLOS = "CLOS"
    ANNULE = "ANNULE"


TRANSITIONS_BON = {
    StatutBon.ENGAGE: {StatutBon.PLANIFIE, StatutBon.ANNULE},
    StatutBon.PLANIFIE: {StatutBon.PLANIFIE, StatutBon.TERMINE, StatutBon.ANNULE},
    StatutBon.TERMINE: {StatutBon.CLOS},
}
"""Spécification D.4 ; l'envoi et l'acceptation s'intercalent avant PLANIFIE, la réception avant CLOS. PLANIFIE vers
lui-même : un nouveau rendez-vous."""


@dataclass(frozen=True, kw_only=True)
class InterventionPlanifiee(Fait):
    """Créneau du rendez-vous, en instants ; `prevu_fin` est None si le locataire n'en a que le début."""

    prevu_le: datetime
    prevu_fin: datetime | None


@dataclass(frozen=True, kw_only=True)
class BonTravauxClos(Fait):
    termine_le: datetime


@dataclass(eq=False, kw_only=True)
class BonTravaux(Agregat):
    """Commande à une entreprise, liée à une réclamation. Montant hors taxes ; instants avec fuseau."""

    numero: str
    reclamation_id: UUID
    residence_id: UUID
    entreprise: str
    objet: str
    montant_ht: Montant
    voie_achat: VoieAchat
    commande_le: date
    acces: str = field(repr=False)
    acces_logement: bool
    """Les travaux demandent d'entrer chez le locataire."""
    explications: list[Explication]
    subdivision: str | None = None
    """Fériés locaux de la résidence (« 57 », « 67 », « 68 »)."""
    statut: StatutBon = StatutBon.ENGAGE
    prevu_le: datetime | None = None
    """Début du rendez-vous."""
    prevu_fin: datetime | None = None
    """Fin du créneau annoncé, le même jour ; None si seul le début est convenu."""
    termine_le: datetime | None = None
    compte_rendu: str = field(default="", repr=False)
    annule_le: date | None = None
    motif_annulation: str = field(default="", repr=False)

    @classmethod
    def engager(
        cls,
        *,
        id: UUID,
        sequence_annuelle: int,
        reclamation_id: UUID,
        residence_id: UUID,
        entreprise: str,
        objet: str,
        montant_ht: Montant,
        deja_engage_ht: Montant,
        voie_achat: VoieAchat,
        commande_le: date,
        acces_logement: bool,
        baremes: Baremes,
        acces: str = "",
        subdivision: str | None = None,
    ) -> BonTravaux:
        """Engage la dépense sous le numéro BT-AAAA-NNNNNN ; `deja_engage_ht` : autres petits achats de l'opération.

        Lève DonneeInvalide (MONTANT_NON_POSITIF, CHAMP_VIDE…) ou RegleViolee (VOIE_ACHAT_NON_CONFORME). Une voie jugée
        INCONNU est engagée, et son explication dit ce qui reste à vérifier.
        """
        _exiger_montant(montant_ht, voie=voie_achat)
        verdict = juger_voie_achat(
            voie_achat, montant_ht=montant_ht, deja_engage_ht=deja_engage_ht, au=commande_le, baremes=baremes
        )
        if verdict.reponse is Reponse.NON:
            raise RegleViolee(
                "VOIE_ACHAT_NON_CONFORME",
                f"{montant_ht} HT (cumul {montant_ht + deja_engage_ht}) ne passe pas en {voie_achat.value} : "
                f"{verdict.explication.resultat}.",
                champ="voie_achat",
            )
        _, devis = devis_attendus(voie_achat, montant_ht=montant_ht, au=commande_le, baremes=baremes)
        return cls(
            id=id,
            numero=numero("BT", annee=commande_le.year, sequence=sequence_annuelle),
            reclamation_id=reclamation_id,
            residence_id=residence_id,
            entreprise=texte_obligatoire(entreprise, champ="entreprise", maximum=200),
            objet=texte_obligatoire(objet, champ="objet", maximum=TEXTE_MAXIMAL),
            montant_ht=montant_ht,
            voie_achat=voie_achat,
            commande_le=commande_le,
            acces=texte_borne(acces, champ="acces", maximum=TEXTE_MAXIMAL),
            acces_logement=acces_logement,
            explications=[verdict.explication, devis],
            subdivision=subdivision,
        )

    @property
    def ouvert(self) -> bool:
        """Ni clos ni annulé : il empêche de clore la réclamation."""
        return self.statut not in (StatutBon.CLOS, StatutBon.ANNULE)

    def planifier(
        self,
        *,
        prevu_le: datetime,
        accord_locataire: bool | None,
        baremes: Baremes,
        prevu_fin: datetime | None = None,
    ) -> None:
        """Fixe le créneau de l'intervention. `accord_locataire` : accord exprès pour ce jour, None si l'on ne sait pas.

        Lève TransitionInterdite, DonneeInvalide (FUSEAU_ABSENT, CRENEAU_IMPOSSIBLE) ou RegleViolee
        (PREVU_AVANT_COMMANDE, JOUR_SANS_ACCORD).
        """
        statut = franchir(TRANSITIONS_BON, objet="Bon de travaux", de=self.statut, vers=StatutBon.PLANIFIE)
        jour = _jour_du_creneau(prevu_le, prevu_fin)
        if jour < self.commande_le:
            raise RegleViolee("PREVU_AVANT_COMMANDE", "L'intervention précède la commande.", champ="prevu_le")
        verdict = juger_jour(
            jour,
            acces_logement=self.acces_logement,
            accord_locataire=accord_locataire,
            baremes=baremes,
            subdivision=self.subdivision,
        )
        if not verdict.favorable:
            raise RegleViolee(
                "JOUR_SANS_ACCORD",
                f"Le {jour:%d/%m/%Y} ({verdict.explication.entrees['jour']}) : pas de travaux chez le locataire "
                "sans son accord exprès.",
                champ="prevu_le",
            )
        self.statut, self.prevu_le, self.prevu_fin = statut, prevu_le, prevu_fin
        self.explications = [*self.explications, verdict.explication]
        self.constater(InterventionPlanifiee(prevu_le=prevu_le, prevu_fin=prevu_fin))

    def terminer(self, *, le: datetime, compte_rendu: str) -> None:
        """Le travail est fait. Lève TransitionInterdite, DonneeInvalide (CHAMP_VIDE), RegleViolee (TERMINE_AVANT_COMMANDE)."""
        statut = franchir(TRANSITIONS_BON, objet="Bon de travaux", de=self.statut, vers=StatutBon.TERMINE)
        if jour_civil(exiger_fuseau(le, champ="termine_le")) < self.commande_le:
            raise RegleViolee("TERMINE_AVANT_COMMANDE", "Les travaux finissent avant la commande.", champ="termine_le")
        compte_rendu = texte_obligatoire(compte_rendu, champ="compte_rendu", maximum=TEXTE_MAXIMAL)
        self.statut, self.termine_le, self.compte_rendu = statut, le, compte_rendu

    def clore(self) -> None:
        """Service fait et vérifié. Lève TransitionInterdite tant que le bon n'est pas terminé."""
        self.statut = franchir(TRANSITIONS_BON, objet="Bon de travaux", de=self.statut, vers=StatutBon.CLOS)
        assert self.termine_le is not None
        self.constater(BonTravauxClos(termine_le=self.termine_le))

    def annuler(self, *, le: date, motif: str) -> None:
        """Dégage la dépense. Lève TransitionInterdite une fois le travail fait, DonneeInvalide (CHAMP_VIDE, champ `motif`)
        ou RegleViolee (ANNULE_AVANT_COMMANDE).
        """
        statut = franchir(TRANSITIONS_BON, objet="Bon de travaux", de=self.statut, vers=StatutBon.ANNULE)
        if le < self.commande_le:
            raise RegleViolee("ANNULE_AVANT_COMMANDE", "L'annulation précède la commande.", champ="annule_le")
        self.motif_annulation = texte_obligatoire(motif, champ="motif", maximum=TEXTE_MAXIMAL)
        self.statut, self.annule_le = statut, le


def petits_achats_engages(bons: Iterable[BonTravaux]) -> Montant:
    """Total hors taxes des petits achats de l'opération, ce que compare le seuil de dispense (spécification D.4).

    Un bon sur accord-cadre ou sous contrat d'entretien vient d'un marché déjà mis en concurrence ; un bon annulé a
    dégagé sa dépense.
    """
    return somme(
        bon.montant_ht for bon in bons if bon.voie_achat is VoieAchat.PETIT_ACHAT and bon.statut is not StatutBon.ANNULE
    )


def juger_jour(
    prevu_le: date,
    *,
    acces_logement: bool,
    accord_locataire: bool | None,
    baremes: Baremes,
    subdivision: str | None = None,
) -> Verdict:
    """Peut-on travailler ce jour-là chez le locataire ? (loi 89-462, art. 7 e). INCONNU si l'accord n'est pas connu."""
    proscrits = baremes.au("jours_sans_travaux", prevu_le)
    nature = _nature_du_jour(prevu_le, subdivision=subdivision)
    if not acces_logement or nature not in proscrits.valeur:
        reponse = Reponse.OUI
    elif accord_locataire is None:
        reponse = Reponse.INCONNU
    else:
        reponse = Reponse.OUI if accord_locataire else Reponse.NON
    return Verdict(
        reponse=reponse,
        explication=proscrits.expliquer(
            regle="jour_de_travaux",
            au=prevu_le,
            resultat=reponse.value,
            jour=nature,
            acces_logement="oui" if acces_logement else "non",
            accord_locataire="inconnu" if accord_locataire is None else "oui" if accord_locataire else "non",
        ),
        manquants=("accord_locataire",) if reponse is Reponse.INCONNU else (),
    )


def _jour_du_creneau(debut: datetime, fin: datetime | None) -> date:
    """Jour civil, à Paris, d'un créneau qui finit le jour où il commence."""
    jour = jour_civil(exiger_fuseau(debut, champ="prevu_le"))
    if fin is not None and (exiger_fuseau(fin, champ="prevu_fin") <= debut or jour_civil(fin) != jour):
        raise DonneeInvalide("CRENEAU_IMPOSSIBLE", "Un créneau finit après son début, le même jour.", champ="prevu_fin")
    return jour


def _nature_du_jour(jour: date, *, subdivision: str | None) -> str:
    if jour in feries(jour.year, subdivision):
        return "FERIE"
    return {5: "SAMEDI", 6: "DIMANCHE"}.get(jour.weekday(), "SEMAINE")


def _exiger_montant(montant_ht: Montant, *, voie: VoieAchat) -> None:
    """Strictement positif ; nul permis sous contrat d'entretien, que ses redevances paient déjà."""
    if montant_ht < Montant.zero() or (not montant_ht and voie is not VoieAchat.CONTRAT):
        raise DonneeInvalide(
            "MONTANT_NON_POSITIF", "Le montant hors taxes est strictement positif.", champ="montant_ht"
        )
