"""La caisse d'une loge, un jour : encaisser, compter en aveugle, remettre sous scellé (spécification B.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from proximite.domain.codes import exiger_fuseau, jour_civil, texte_obligatoire
from proximite.domain.coupures import Coupure, total, triees
from proximite.domain.encaissement import Encaissement, controler_especes
from proximite.domain.faits_de_caisse import (
    EcartDeCaisseConstate,
    EncaissementAnnule,
    EncaissementEnregistre,
    RemiseEspecesTransportee,
)
from socle.domaine.agregat import Agregat, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import ajouter_jours_ouvres
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

ZERO = Montant.zero()
TEXTE_MAXIMAL = 200
MODE = "ESPECES"


class StatutCaisse(Enum):
    OUVERTE = "OUVERTE"
    COMPTEE = "COMPTEE"
    ECART = "ECART"
    """Comptée, et le compte n'y est pas : un responsable vise avant toute remise."""
    REMISE_PREPAREE = "REMISE_PREPAREE"
    TRANSPORTEE = "TRANSPORTEE"
    CREDITEE = "CREDITEE"
    CLOSE = "CLOSE"


TRANSITIONS_CAISSE = {
    StatutCaisse.OUVERTE: {StatutCaisse.COMPTEE},
    StatutCaisse.COMPTEE: {StatutCaisse.ECART, StatutCaisse.REMISE_PREPAREE, StatutCaisse.CLOSE},
    StatutCaisse.ECART: {StatutCaisse.REMISE_PREPAREE, StatutCaisse.CLOSE},
    StatutCaisse.REMISE_PREPAREE: {StatutCaisse.TRANSPORTEE},
    StatutCaisse.TRANSPORTEE: {StatutCaisse.CREDITEE},
    StatutCaisse.CREDITEE: {StatutCaisse.CLOSE},
}
"""COMPTEE ou ECART vers CLOSE : il n'y avait rien à remettre."""

EN_CAISSE = (StatutCaisse.OUVERTE, StatutCaisse.COMPTEE, StatutCaisse.ECART, StatutCaisse.REMISE_PREPAREE)
"""L'argent est encore à la loge."""


@dataclass(eq=False, kw_only=True)
class Caisse(Agregat):
    """Une session d'une loge, d'un seul jour. Sommes en centimes.

    `encaisse` : total des reçus. `compte` : ce qui a été compté, fond compris. `ecart` = compte − fond − encaisse.
    `remise` = ce qui part, le fond reste.
    """

    numero: str
    loge: str
    residence_id: UUID
    ouverte_le: datetime
    ouverte_par: str
    fond: Montant
    statut: StatutCaisse = StatutCaisse.OUVERTE
    encaisse: Montant = ZERO
    nombre: int = 0
    encaisseurs: list[str] = field(default_factory=list)
    compte: Montant | None = None
    comptage: list[Coupure] = field(default_factory=list)
    comptee_le: datetime | None = None
    comptee_par: str = ""
    ecart: Montant | None = None
    ecart_a_alerter: bool = False
    vise_par: str = ""
    motif_ecart: str = field(default="", repr=False)
    remettre_avant: date | None = None
    bordereau: str = ""
    scelle: str = ""
    remise: Montant | None = None
    coupures_remises: list[Coupure] = field(default_factory=list)
    preparee_par: str = ""
    transporteur: str = ""
    transportee_le: date | None = None
    validee_par: str = ""
    credite: Montant | None = None
    creditee_le: date | None = None
    close_par: str = ""

    @property
    def a_remettre(self) -> Montant:
        """Compté moins le fond, jamais négatif : un fond entamé reste à la loge."""
        return max((self.compte or ZERO) - self.fond, ZERO) if self.compte is not None else ZERO

    def encaisser(
        self,
        *,
        id: UUID,
        numero: str,
        bail_id: UUID,
        mois: str,
        montant: Montant,
        encaisse_le: datetime,
        par: str,
        sans_compte: bool,
        justificatif: str,
        deja_sur_la_dette: Montant,
        deja_a_la_loge: Montant,
        baremes: Baremes,
    ) -> Encaissement:
        """Reçoit des espèces et en donne reçu. `deja_a_la_loge` : encaissé dans d'autres sessions, non encore transporté.

        Lève RegleViolee (CAISSE_NON_OUVERTE, CAISSE_A_COMPTER, PLAFOND_ESPECES, PLAFOND_DE_CAISSE), DonneeInvalide
        (FUSEAU_ABSENT, DATE_INCOHERENTE, MONTANT_NON_POSITIF, CHAMP_VIDE, MOIS_ILLISIBLE, MOIS_IMPOSSIBLE).
        """
        self._exiger_ouverte(encaisse_le)
        jour = jour_civil(encaisse_le)
        justificatif = controler_especes(
            montant,
            deja=deja_sur_la_dette,
            sans_compte=sans_compte,
            justificatif=justificatif,
            le=jour,
            baremes=baremes,
        )
        plafond = Montant(baremes.au("plafond_de_caisse", jour).valeur)
        if self.encaisse + deja_a_la_loge + montant > plafond:
            raise RegleViolee(
                "PLAFOND_DE_CAISSE",
                f"La loge ne garde pas plus de {plafond} : faites d'abord une remise.",
                champ="montant",
            )
        encaissement = Encaissement(
            id=id,
            caisse_id=self.id,
            numero=numero,
            bail_id=bail_id,
            mois=str(Mois.lire(mois, champ="mois")),
            montant=montant,
            encaisse_le=encaisse_le,
            par=par,
            sans_compte=sans_compte,
            justificatif=justificatif,
        )
        self.encaisse, self.nombre = self.encaisse + montant, self.nombre + 1
        self.encaisseurs = sorted({*self.encaisseurs, par})
        self.constater(
            EncaissementEnregistre(
                encaissement_id=id,
                numero=numero,
                bail_id=bail_id,
                mois=encaissement.mois,
                montant=montant,
                encaisse_le=encaisse_le,
                plafond_leve=sans_compte,
            )
        )
        return encaissement

    def annuler_encaissement(self, encaissement: Encaissement, *, par: str, motif: str, le: datetime) -> None:
        """Barre un reçu le jour même, avant le comptage ; un autre que celui qui a encaissé le vise.

        Lève RegleViolee (CAISSE_NON_OUVERTE, CAISSE_A_COMPTER, SECONDE_PERSONNE, RECU_DEJA_ANNULE), DonneeInvalide.
        """
        self._exiger_ouverte(le, champ="annule_le")
        if encaissement.annule_le is not None:
            raise RegleViolee("RECU_DEJA_ANNULE", f"Le reçu {encaissement.numero} est annulé.", champ="encaissement_id")
        if le < encaissement.encaisse_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "L'annulation précède l'encaissement.", champ="annule_le")
        if par == encaissement.par:
            raise RegleViolee("SECONDE_PERSONNE", "Qui a encaissé n'annule pas son reçu.", champ="encaissement_id")
        encaissement.motif_annulation = texte_obligatoire(motif, champ="motif", maximum=TEXTE_MAXIMAL)
        encaissement.annule_le, encaissement.annule_par = le, par
        self.encaisse -= encaissement.montant
        self.constater(
            EncaissementAnnule(
                encaissement_id=encaissement.id,
                bail_id=encaissement.bail_id,
                montant=encaissement.montant,
                annule_le=le,
            )
        )

    def compter(self, coupures: Sequence[Coupure], *, par: str, le: datetime, baremes: Baremes) -> None:
        """Compte la caisse sans savoir ce qu'elle devrait contenir ; l'écart n'est calculé qu'ensuite.

        Lève TransitionInterdite, DonneeInvalide (COUPURE_INCONNUE, DATE_INCOHERENTE).
        """
        statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.COMPTEE)
        if exiger_fuseau(le, champ="comptee_le") < self.ouverte_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Le comptage précède l'ouverture.", champ="comptee_le")
        jour = jour_civil(le)
        self.comptage = triees(coupures, le=jour, baremes=baremes)
        self.statut, self.comptee_le, self.comptee_par = statut, le, par
        self.compte = total(self.comptage)
        self.ecart = self.compte - self.fond - self.encaisse
        delai: int = baremes.au("delai_de_remise_especes", jour).valeur
        self.remettre_avant = ajouter_jours_ouvres(jour, delai)
        if self.ecart:
            seuil = Montant(baremes.au("alerte_ecart_de_caisse", jour).valeur)
            self.ecart_a_alerter = max(self.ecart, -self.ecart) > seuil
            self.statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.ECART)
            self.constater(EcartDeCaisseConstate(ecart=self.ecart, constate_le=jour))

    def viser_ecart(self, *, par: str, motif: str) -> None:
        """Un responsable admet l'écart et dit pourquoi. Lève RegleViolee (SANS_ECART, SECONDE_PERSONNE), DonneeInvalide."""
        if self.statut is not StatutCaisse.ECART:
            raise RegleViolee("SANS_ECART", f"La caisse {self.numero} n'attend pas de visa.", champ="caisse_id")
        self._exiger_autre(par)
        self.motif_ecart = texte_obligatoire(motif, champ="motif", maximum=TEXTE_MAXIMAL)
        self.vise_par = par

    def preparer_remise(
        self, coupures: Sequence[Coupure], *, bordereau: str, scelle: str, par: str, le: date, baremes: Baremes
    ) -> None:
        """Met sous scellé ce qui part, détaillé par coupures ; le fond reste.

        Lève TransitionInterdite, RegleViolee (ECART_NON_VISE, RIEN_A_REMETTRE), DonneeInvalide (REMISE_DIFFERENTE,
        COUPURE_INCONNUE, CHAMP_VIDE).
        """
        statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.REMISE_PREPAREE)
        self._exiger_visa()
        if not self.a_remettre:
            raise RegleViolee("RIEN_A_REMETTRE", "La caisse ne contient que son fond : closez-la.", champ="caisse_id")
        detail = triees(coupures, le=le, baremes=baremes)
        if total(detail) != self.a_remettre:
            raise DonneeInvalide(
                "REMISE_DIFFERENTE",
                f"Le bordereau fait {total(detail)}, pas les {self.a_remettre} comptés hors fond.",
                champ="coupures",
            )
        self.scelle = texte_obligatoire(scelle, champ="scelle", maximum=TEXTE_MAXIMAL)
        self.statut, self.bordereau, self.preparee_par = statut, bordereau, par
        self.coupures_remises, self.remise = detail, self.a_remettre

    def transporter(self, *, transporteur: str, par: str, le: date) -> None:
        """Valide la remise et la confie au transporteur : jamais celui qui a encaissé, compté ou préparé.

        Lève TransitionInterdite, RegleViolee (SECONDE_PERSONNE), DonneeInvalide (CHAMP_VIDE, DATE_INCOHERENTE).
        """
        statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.TRANSPORTEE)
        self._exiger_autre(par)
        if self.comptee_le is not None and le < jour_civil(self.comptee_le):
            raise DonneeInvalide("DATE_INCOHERENTE", "Le transport précède le comptage.", champ="transportee_le")
        self.transporteur = texte_obligatoire(transporteur, champ="transporteur", maximum=TEXTE_MAXIMAL)
        self.statut, self.validee_par, self.transportee_le = statut, par, le
        self.constater(
            RemiseEspecesTransportee(bordereau=self.bordereau, montant=self.remise or ZERO, transportee_le=le)
        )

    def crediter(self, montant: Montant, *, le: date) -> None:
        """La banque a crédité : tout y est, la caisse se clôt ; sinon elle attend une personne. Lève TransitionInterdite."""
        self.statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.CREDITEE)
        self.credite, self.creditee_le = montant, le
        if montant == self.remise:
            self.statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.CLOSE)

    def clore(self, *, par: str) -> None:
        """Close une caisse qui n'avait rien à remettre, ou dont la banque a compté autre chose.

        Lève TransitionInterdite, RegleViolee (ECART_NON_VISE, REMISE_A_FAIRE, SECONDE_PERSONNE).
        """
        statut = franchir(TRANSITIONS_CAISSE, objet="Caisse", de=self.statut, vers=StatutCaisse.CLOSE)
        self._exiger_visa()
        if self.statut is not StatutCaisse.CREDITEE and self.a_remettre:
            raise RegleViolee("REMISE_A_FAIRE", f"{self.a_remettre} sont à remettre.", champ="caisse_id")
        self._exiger_autre(par)
        self.statut, self.close_par = statut, par

    def en_retard(self, *, au: date) -> bool:
        """Comptée, pas encore transportée, et le délai de remise est passé."""
        a_la_loge = self.statut in EN_CAISSE and self.statut is not StatutCaisse.OUVERTE
        return a_la_loge and self.remettre_avant is not None and self.remettre_avant < au

    def _exiger_ouverte(self, le: datetime, *, champ: str = "encaisse_le") -> None:
        if self.statut is not StatutCaisse.OUVERTE:
            raise RegleViolee("CAISSE_NON_OUVERTE", f"La caisse est {self.statut.value}.", champ="caisse_id")
        if exiger_fuseau(le, champ=champ) < self.ouverte_le:
            raise DonneeInvalide("DATE_INCOHERENTE", "Rien ne précède l'ouverture.", champ=champ)
        ouverture = jour_civil(self.ouverte_le)
        if jour_civil(le) != ouverture:
            raise RegleViolee(
                "CAISSE_A_COMPTER", f"Comptez d'abord la caisse du {ouverture:%d/%m/%Y}.", champ="caisse_id"
            )

    def _exiger_visa(self) -> None:
        if self.ecart and not self.vise_par:
            raise RegleViolee("ECART_NON_VISE", f"L'écart de {self.ecart} attend un visa.", champ="caisse_id")

    def _exiger_autre(self, par: str) -> None:
        if par in (*self.encaisseurs, self.comptee_par, self.preparee_par):
            raise RegleViolee("SECONDE_PERSONNE", "Qui a encaissé, compté ou préparé ne valide pas.", champ="caisse_id")
