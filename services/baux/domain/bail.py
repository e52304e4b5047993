"""Le bail, de sa préparation à sa clôture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from uuid import UUID

from baux.domain.assurance import Assurance
from baux.domain.conge import Conge, FormeConge, MotifPreavis, recevoir_conge
from baux.domain.faits import (
    BailActive,
    BailAnnule,
    BailClos,
    BailSigne,
    CongeRecu,
    EtatDesLieuxSigne,
    MotifAnnulation,
)
from baux.domain.gardes import SituationBail, exiger, gardes_activation
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.explication import Explication
from socle.domaine.montant import Arrondi, Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee


class StatutBail(Enum):
    PREPARE = "PREPARE"
    SIGNE = "SIGNE"
    ACTIF = "ACTIF"
    PREAVIS = "PREAVIS"
    SORTI = "SORTI"
    CLOTURE = "CLOTURE"
    ANNULE = "ANNULE"


TRANSITIONS = {
    StatutBail.PREPARE: {StatutBail.SIGNE, StatutBail.ANNULE},
    StatutBail.SIGNE: {StatutBail.ACTIF, StatutBail.ANNULE},
    StatutBail.ACTIF: {StatutBail.PREAVIS},
    StatutBail.PREAVIS: {StatutBail.SORTI},
    StatutBail.SORTI: {StatutBail.CLOTURE},
}
"""Spécification C.13 ; les étapes de signature électronique s'intercalent entre PREPARE et SIGNE.

Un congé reçu ne se retire pas : il y faudrait l'accord du bailleur (C.11), qu'aucun acte n'enregistre ici.
"""


class ModeProrata(Enum):
    """Base du prorata, figée à la signature (spécification A.6 du quittancement)."""

    JOURS_REELS = "JOURS_REELS"
    TRENTIEME = "TRENTIEME"
    ANNUEL_365 = "ANNUEL_365"


class Terme(Enum):
    """Loyer payable à terme échu sauf clause contraire (CCH art. R353-21)."""

    ECHU = "ECHU"
    A_ECHOIR = "A_ECHOIR"


@dataclass(frozen=True, kw_only=True)
class Titulaire:
    """Titulaire du bail. Son nom ne quitte le service que par gRPC, jamais par le bus."""

    civilite: str
    nom: str
    prenoms: str
    date_naissance: date


@dataclass(frozen=True, kw_only=True)
class EtatDesLieux:
    sens: str
    signe_le: date
    nombre_cles: int
    releves: Sequence[tuple[str, str, int]] = ()
    reserves: Sequence[str] = ()


@dataclass(eq=False, kw_only=True)
class Bail(Agregat):
    """Un ménage solidaire, un logement, un bail. Montants mensuels en centimes."""

    reference: str
    logement_id: UUID
    residence_id: UUID
    locataire_id: UUID
    demande_id: UUID
    offre_id: UUID
    titulaires: list[Titulaire]
    date_effet: date
    loyer_principal: Montant
    loyer_maximum: Montant
    provision_charges: Montant
    depot_garantie: Montant
    zone: str
    financement: str
    mode_prorata: ModeProrata
    terme: Terme
    annexes: list[str]
    explications: list[Explication]
    statut: StatutBail = StatutBail.PREPARE
    date_fin: date | None = None
    signe_le: date | None = None
    active_le: date | None = None
    annule_le: date | None = None
    conge: Conge | None = None
    sorti_le: date | None = None
    clos_le: date | None = None
    assurances: list[Assurance] = field(default_factory=list)
    etats_des_lieux: list[EtatDesLieux] = field(default_factory=list)

    def signer(self, *, le: date) -> None:
        """Toutes les parties ont signé. Lève TransitionInterdite hors de PREPARE, RegleViolee si l'effet précède la signature."""
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.SIGNE)
        if self.date_effet < le:
            raise RegleViolee(
                "EFFET_AVANT_SIGNATURE",
                f"Le bail prendrait effet le {self.date_effet:%d/%m/%Y}, avant sa signature.",
                champ="signe_le",
            )
        self.statut = vers
        self.signe_le = le
        self.constater(BailSigne(signe_le=le))

    def annuler(self, *, motif: MotifAnnulation, le: date) -> None:
        """Le bail n'aboutit pas. Lève TransitionInterdite s'il est actif ou fini.

        Lève RegleViolee (ANNULATION_APRES_EFFET) s'il est signé et que sa date d'effet est venue : il oblige déjà les
        parties (spécification C.13 : ANNULE avant effet). Lève DonneeInvalide s'il serait annulé avant d'être signé.
        """
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.ANNULE)
        if self.signe_le is not None and le < self.signe_le:
            raise DonneeInvalide("ANNULATION_AVANT_SIGNATURE", "L'annulation précède la signature.", champ="annule_le")
        if self.statut is StatutBail.SIGNE and le >= self.date_effet:
            raise RegleViolee(
                "ANNULATION_APRES_EFFET",
                f"Le bail signé a pris effet le {self.date_effet:%d/%m/%Y} : il ne s'annule plus, il se congédie.",
                champ="annule_le",
            )
        signe = self.statut is StatutBail.SIGNE
        self.statut = vers
        self.annule_le = le
        self.constater(BailAnnule(annule_le=le, motif=motif, signe=signe))

    def recevoir_conge(
        self,
        *,
        recu_le: date,
        forme: FormeConge,
        motif: MotifPreavis,
        justifie: bool,
        de_tous_les_titulaires: bool,
        baremes: Baremes,
    ) -> None:
        """Le préavis court de la réception à `date_fin`. Lève TransitionInterdite hors d'ACTIF.

        Lève RegleViolee (CONGE_PARTIEL) : le congé d'un cotitulaire ne libère pas l'autre, c'est un avenant ; ou
        DonneeInvalide (CONGE_AVANT_ENTREE) s'il précède la remise des clés.
        """
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.PREAVIS)
        if not de_tous_les_titulaires and len(self.titulaires) > 1:
            raise RegleViolee(
                "CONGE_PARTIEL",
                "Le congé d'un cotitulaire ne met pas fin au bail : il se traite par avenant.",
                champ="de_tous_les_titulaires",
            )
        if self.active_le is not None and recu_le < self.active_le:
            raise DonneeInvalide("CONGE_AVANT_ENTREE", "Le congé précède la remise des clés.", champ="recu_le")
        conge, pourquoi = recevoir_conge(recu_le=recu_le, forme=forme, motif=motif, justifie=justifie, baremes=baremes)
        self.statut, self.conge, self.date_fin = vers, conge, conge.fin_le
        self.explications = [*self.explications, pourquoi]
        self.constater(CongeRecu(recu_le=recu_le, preavis_mois=conge.preavis_mois, fin_le=conge.fin_le))

    def sortir(self, *, le: date) -> None:
        """Les clés sont rendues. Lève TransitionInterdite hors de PREAVIS.

        Lève RegleViolee (ETAT_DES_LIEUX_DE_SORTIE_ABSENT) sans état des lieux de sortie signé ce jour-là au plus tard
        (spécification C.13). Une sortie avant la fin du préavis ne l'avance pas : le loyer reste dû jusqu'à `date_fin`.
        """
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.SORTI)
        if self.conge is not None and le < self.conge.recu_le:
            raise DonneeInvalide("SORTIE_AVANT_CONGE", "Les clés seraient rendues avant le congé.", champ="sorti_le")
        if not any(e.sens == "SORTIE" and e.signe_le <= le for e in self.etats_des_lieux):
            raise RegleViolee(
                "ETAT_DES_LIEUX_DE_SORTIE_ABSENT", "L'état des lieux de sortie n'est pas signé.", champ="sorti_le"
            )
        self.statut, self.sorti_le = vers, le

    def clore(self, *, le: date) -> None:
        """Le décompte est soldé. Lève TransitionInterdite hors de SORTI, DonneeInvalide avant la fin ou la sortie."""
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.CLOTURE)
        fin = max(jour for jour in (self.date_fin, self.sorti_le) if jour is not None)
        if le < fin:
            raise DonneeInvalide("CLOTURE_AVANT_FIN", f"Le bail court jusqu'au {fin:%d/%m/%Y}.", champ="clos_le")
        self.statut, self.clos_le = vers, le
        self.constater(BailClos(clos_le=le, fin_le=fin))

    def assurer(self, assurance: Assurance) -> None:
        """Ajoute une attestation (loi 89-462 art. 7 g). Lève DonneeInvalide si elle est mal décrite."""
        assurance.controler()
        self.assurances = [*self.assurances, assurance]

    def constater_etat_des_lieux(self, etat: EtatDesLieux) -> None:
        """Consigne un état des lieux signé. Lève RegleViolee s'il en existe déjà un dans ce sens.

        Il suit la signature du bail à l'entrée, la remise des clés à la sortie (loi 89-462 art. 3-2) : sinon, lève
        RegleViolee (ETAT_DES_LIEUX_PREMATURE) ou DonneeInvalide (ETAT_DES_LIEUX_TROP_TOT).
        """
        if etat.sens not in ("ENTREE", "SORTIE"):
            raise DonneeInvalide("SENS_INCONNU", "Un état des lieux est d'ENTREE ou de SORTIE.", champ="sens")
        if any(present.sens == etat.sens for present in self.etats_des_lieux):
            raise RegleViolee("ETAT_DES_LIEUX_DEJA_SIGNE", f"L'état des lieux ({etat.sens}) existe déjà.", champ="sens")
        depuis = self.signe_le if etat.sens == "ENTREE" else self.active_le
        if depuis is None:
            prealable = "signé" if etat.sens == "ENTREE" else "actif"
            raise RegleViolee("ETAT_DES_LIEUX_PREMATURE", f"Le bail n'est pas encore {prealable}.", champ="sens")
        if etat.signe_le < depuis:
            raise DonneeInvalide(
                "ETAT_DES_LIEUX_TROP_TOT", f"L'état des lieux ne précède pas le {depuis:%d/%m/%Y}.", champ="signe_le"
            )
        self.etats_des_lieux = [*self.etats_des_lieux, etat]
        self.constater(EtatDesLieuxSigne(sens=etat.sens, signe_le=etat.signe_le))

    def activer(
        self, *, le: date, depot_garantie_recu: bool | None, demande_radiee: bool | None, baremes: Baremes
    ) -> None:
        """Remet les clés. Lève RegleViolee (GARDE_NON_SATISFAITE) tant qu'une garde dit non ou inconnu.

        Lève RegleViolee (ACTIVATION_AVANT_EFFET) si le bail n'a pas encore pris effet (spécification C.13).
        """
        vers = franchir(TRANSITIONS, objet="Bail", de=self.statut, vers=StatutBail.ACTIF)
        if le < self.date_effet:
            raise RegleViolee(
                "ACTIVATION_AVANT_EFFET",
                f"Le bail ne prend effet que le {self.date_effet:%d/%m/%Y}.",
                champ="active_le",
            )
        entree = next((e for e in self.etats_des_lieux if e.sens == "ENTREE"), None)
        verdicts = gardes_activation(
            SituationBail(
                au=le,
                depot_garantie_recu=depot_garantie_recu,
                assurances=self.assurances,
                etat_des_lieux_signe_le=entree.signe_le if entree else None,
                annexes=self.annexes,
                loyer_principal=self.loyer_principal,
                loyer_maximum=self.loyer_maximum,
                demande_radiee=demande_radiee,
            ),
            baremes=baremes,
        )
        exiger(verdicts)
        self.statut = vers
        self.active_le = le
        self.explications = [*self.explications, *(v.explication for v in verdicts)]
        self.constater(BailActive(active_le=le))


def depot_de_garantie(loyer_principal: Montant, *, au: date, baremes: Baremes) -> tuple[Montant, Explication]:
    """Dépôt de garantie maximal : un nombre de mois de loyer hors charges, à la date de signature."""
    mois = baremes.au("depot_garantie", au)
    montant = loyer_principal.fois(mois.valeur, arrondi=Arrondi.INFERIEUR)
    return montant, mois.expliquer(
        regle="depot_de_garantie", au=au, resultat=str(montant), loyer_principal=loyer_principal
    )
