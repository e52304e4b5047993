"""Ce que le monde voit du quittancement : identifiants, mois, dates et montants en centimes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from quittancement.domain.caisse.especes import RemiseEspeces, RemiseEspecesCreditee
from quittancement.domain.campagne_charges import CampagneCharges, ChargesRegularisees
from quittancement.domain.compte import Compte
from quittancement.domain.energie.alerte import Alerte, ConsommationAnormaleDetectee
from quittancement.domain.faits_du_compte import (
    ImpayeRegularise,
    LoyerImpaye,
    PaiementEnregistre,
    PrelevementRejete,
    PrescriptionApproche,
)
from quittancement.domain.lot import Lot, QuittancementValide
from socle.technique.evenements import Evenement, Publication

PUBLICATION = Publication("quittancement")


class PaiementEnregistreV1(Evenement, nom="PaiementEnregistré", agregat="compte"):
    """`dette_echue` reste due après ce paiement ; `termes_soldes` sont les mois qu'il achève de payer."""

    bail_id: UUID
    paiement_id: UUID
    montant: int
    mode: str
    recu_le: date
    termes_soldes: list[str]
    dette_echue: int
    dossier_fsl_id: UUID | None
    decision_id: str | None


class PrelevementRejeteV1(Evenement, nom="PrélèvementRejeté", agregat="compte"):
    """La banque a repris un prélèvement : avant règlement aucun paiement n'est né, après il est contrepassé.

    `prelevement` : identifiant de bout en bout. `motif` : code ISO 20022. `representer_le` : vide si rien n'est représenté
    sans une personne.
    """

    bail_id: UUID
    prelevement: str
    quittance_id: UUID
    montant: int
    motif: str
    rejete_le: date
    apres_reglement: bool
    representer_le: date | None
    mandat_suspendu: bool


class Terme(BaseModel):
    mois: str
    du: int
    loyer: int
    charges: int
    autres: int
    exigible_le: date
    limite_paiement_le: date


class LoyerImpayeV1(Evenement, nom="LoyerImpayé", agregat="compte"):
    """Publié quand la dette, ses termes ou sa constitution changent. `termes` sont tous ceux qui font la dette échue."""

    bail_id: UUID
    constate_le: date
    dette_echue: int
    premier_defaut_le: date
    termes: list[Terme]
    impaye_constitue: str
    constitue_le: date | None
    regime_apl: str


class ImpayeRegulariseV1(Evenement, nom="ImpayéRégularisé", agregat="compte"):
    bail_id: UUID
    regularise_le: date
    termes_soldes: list[str]


class TermeMenace(BaseModel):
    """`avant_le` : dernier jour pour agir ; `palier` : mois de l'alerte qu'il vient d'atteindre."""

    mois: str
    reste: int
    avant_le: date
    palier: int


class PrescriptionApprocheV1(Evenement, nom="PrescriptionApproche", agregat="compte"):
    """Des termes dus approchent de leur prescription (loi 89-462, art. 7-1) : une fois par terme, par date et par palier."""

    bail_id: UUID
    constate_le: date
    termes: list[TermeMenace]


class QuittancementValideV1(Evenement, nom="QuittancementValidé", agregat="lot"):
    lot_id: UUID
    mois: str
    nombre: int
    total_net: int
    valide_le: date
    empreinte: str


class ChargesRegulariseesV1(Evenement, nom="ChargesRégularisées", agregat="campagne_charges"):
    """Les soldes d'un exercice sont portés aux quittances à venir. Quotes-parts et provisions des locataires, en centimes."""

    campagne_id: UUID
    exercice_debut: date
    exercice_fin: date
    decomptes: int
    quotes_parts: int
    provisions: int
    a_charge_bailleur: int
    imputees_le: date


class ConsommationAnormaleDetecteeV1(Evenement, nom="ConsommationAnormaleDétectée", agregat="alerte_consommation"):
    """Une règle a dit oui sur la période [du ; au[. Aucune quantité : elle se lit par l'alerte, avec ses droits."""

    alerte_id: UUID
    residence_id: UUID
    logement_id: UUID | None
    bail_id: UUID | None
    compteur_id: UUID
    fluide: str
    regle: str
    du: date
    au: date
    grave: bool
    certitude: str
    detectee_le: date
    informer_avant: date


class RemiseEspecesCrediteeV1(Evenement, nom="RemiseEspècesCréditée", agregat="remise_especes"):
    """La banque a crédité les espèces d'une caisse de loge : `montant` est ce qu'elle a compté, en centimes."""

    caisse_id: UUID
    bordereau: str
    montant: int
    creditee_le: date


@PUBLICATION.publie(PaiementEnregistre, PaiementEnregistreV1)
def paiement(fait: PaiementEnregistre, compte: Compte) -> PaiementEnregistreV1:
    return PaiementEnregistreV1(
        bail_id=compte.id,
        paiement_id=fait.paiement_id,
        montant=fait.montant.centimes,
        mode=fait.mode.value,
        recu_le=fait.recu_le,
        termes_soldes=list(fait.termes_soldes),
        dette_echue=fait.dette_echue.centimes,
        dossier_fsl_id=fait.dossier_fsl_id,
        decision_id=fait.decision_id,
    )


@PUBLICATION.publie(PrelevementRejete, PrelevementRejeteV1)
def prelevement_rejete(fait: PrelevementRejete, compte: Compte) -> PrelevementRejeteV1:
    return PrelevementRejeteV1(
        bail_id=compte.id,
        prelevement=fait.prelevement,
        quittance_id=fait.quittance_id,
        montant=fait.montant.centimes,
        motif=fait.motif,
        rejete_le=fait.rejete_le,
        apres_reglement=fait.apres_reglement,
        representer_le=fait.representer_le,
        mandat_suspendu=fait.mandat_suspendu,
    )


@PUBLICATION.publie(LoyerImpaye, LoyerImpayeV1)
def impaye(fait: LoyerImpaye, compte: Compte) -> LoyerImpayeV1:
    return LoyerImpayeV1(
        bail_id=compte.id,
        constate_le=fait.constate_le,
        dette_echue=fait.dette_echue.centimes,
        premier_defaut_le=fait.premier_defaut_le,
        termes=[
            Terme(
                mois=t.mois,
                du=t.du.centimes,
                loyer=t.loyer.centimes,
                charges=t.charges.centimes,
                autres=t.autres.centimes,
                exigible_le=t.exigible_le,
                limite_paiement_le=t.limite_paiement_le,
            )
            for t in fait.termes
        ],
        impaye_constitue=fait.impaye_constitue.value,
        constitue_le=fait.constitue_le,
        regime_apl=fait.regime_apl,
    )


@PUBLICATION.publie(ImpayeRegularise, ImpayeRegulariseV1)
def regularise(fait: ImpayeRegularise, compte: Compte) -> ImpayeRegulariseV1:
    return ImpayeRegulariseV1(
        bail_id=compte.id, regularise_le=fait.regularise_le, termes_soldes=list(fait.termes_soldes)
    )


@PUBLICATION.publie(PrescriptionApproche, PrescriptionApprocheV1)
def prescription(fait: PrescriptionApproche, compte: Compte) -> PrescriptionApprocheV1:
    return PrescriptionApprocheV1(
        bail_id=compte.id,
        constate_le=fait.constate_le,
        termes=[
            TermeMenace(mois=t.mois, reste=t.reste.centimes, avant_le=t.avant_le, palier=t.palier) for t in fait.termes
        ],
    )


@PUBLICATION.publie(QuittancementValide, QuittancementValideV1)
def valide(fait: QuittancementValide, lot: Lot) -> QuittancementValideV1:
    return QuittancementValideV1(
        lot_id=lot.id,
        mois=fait.mois,
        nombre=fait.nombre,
        total_net=fait.total_net.centimes,
        valide_le=fait.valide_le,
        empreinte=fait.empreinte,
    )


@PUBLICATION.publie(ChargesRegularisees, ChargesRegulariseesV1)
def charges_regularisees(fait: ChargesRegularisees, campagne: CampagneCharges) -> ChargesRegulariseesV1:
    return ChargesRegulariseesV1(
        campagne_id=campagne.id,
        exercice_debut=fait.exercice_debut,
        exercice_fin=fait.exercice_fin,
        decomptes=fait.decomptes,
        quotes_parts=fait.quotes_parts.centimes,
        provisions=fait.provisions.centimes,
        a_charge_bailleur=fait.a_charge_bailleur.centimes,
        imputees_le=fait.imputees_le,
    )


@PUBLICATION.publie(ConsommationAnormaleDetectee, ConsommationAnormaleDetecteeV1)
def anormale(fait: ConsommationAnormaleDetectee, alerte: Alerte) -> ConsommationAnormaleDetecteeV1:
    return ConsommationAnormaleDetecteeV1(
        alerte_id=alerte.id,
        residence_id=alerte.residence_id,
        logement_id=alerte.logement_id,
        bail_id=alerte.bail_id,
        compteur_id=alerte.compteur_id,
        fluide=alerte.fluide.value,
        regle=alerte.regle.value,
        du=alerte.du,
        au=alerte.au,
        grave=alerte.grave,
        certitude=alerte.explication.certitude,
        detectee_le=alerte.detectee_le,
        informer_avant=alerte.informer_avant,
    )


@PUBLICATION.publie(RemiseEspecesCreditee, RemiseEspecesCrediteeV1)
def remise_creditee(fait: RemiseEspecesCreditee, remise: RemiseEspeces) -> RemiseEspecesCrediteeV1:
    return RemiseEspecesCrediteeV1(
        caisse_id=remise.id,
        bordereau=remise.bordereau,
        montant=fait.montant.centimes,
        creditee_le=fait.creditee_le,
    )
