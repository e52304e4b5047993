"""La campagne de régularisation des charges d'un exercice, de la préparation à la clôture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from quittancement.domain.charges.cles import Cle
from quittancement.domain.charges.regularisation import delais, notifiable, tardive
from socle.domaine.agregat import Agregat, Fait, franchir
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, Periode, ajouter_mois
from socle.domaine.refus import DonneeInvalide, RegleViolee

ZERO = Montant.zero()


class StatutCampagne(Enum):
    PREPAREE = "PREPAREE"
    DEPENSES_ARRETEES = "DEPENSES_ARRETEES"
    REPARTIE = "REPARTIE"
    CONTROLEE = "CONTROLEE"
    NOTIFIEE = "NOTIFIEE"
    CONTESTEE = "CONTESTEE"
    """Un décompte au moins est contesté ; les autres s'imputent."""
    IMPUTEE = "IMPUTEE"
    CLOSE = "CLOSE"


TRANSITIONS_CAMPAGNE = {
    StatutCampagne.PREPAREE: {StatutCampagne.DEPENSES_ARRETEES},
    StatutCampagne.DEPENSES_ARRETEES: {StatutCampagne.REPARTIE, StatutCampagne.PREPAREE},
    StatutCampagne.REPARTIE: {StatutCampagne.CONTROLEE, StatutCampagne.PREPAREE},
    StatutCampagne.CONTROLEE: {StatutCampagne.NOTIFIEE, StatutCampagne.PREPAREE},
    StatutCampagne.NOTIFIEE: {StatutCampagne.CONTESTEE, StatutCampagne.IMPUTEE},
    StatutCampagne.CONTESTEE: {StatutCampagne.NOTIFIEE, StatutCampagne.IMPUTEE},
    StatutCampagne.IMPUTEE: {StatutCampagne.CLOSE},
}
IMPUTABLES = (StatutCampagne.NOTIFIEE, StatutCampagne.CONTESTEE, StatutCampagne.IMPUTEE)


@dataclass(frozen=True, kw_only=True)
class ChargesRegularisees(Fait):
    """Les soldes d'un exercice sont portés aux quittances à venir. `imputees_le` : jour où le dernier l'a été."""

    exercice_debut: date
    exercice_fin: date
    decomptes: int
    quotes_parts: Montant
    provisions: Montant
    a_charge_bailleur: Montant
    imputees_le: date


@dataclass(frozen=True, kw_only=True)
class Bilan:
    """Totaux de ce qui est réparti."""

    decomptes: int
    quotes_parts: Montant
    provisions: Montant
    reparti: Montant
    """Quotes-parts, vacance et lots hors périmètre : exactement le récupérable."""


@dataclass(eq=False, kw_only=True)
class CampagneCharges(Agregat):
    """`arretee_par` et `controlee_par` sont des identifiants d'agent ; les totaux sont connus à la répartition."""

    libelle: str
    debut: date
    fin: date
    cles: list[Cle]
    statut: StatutCampagne = StatutCampagne.PREPAREE
    arretee_par: str = ""
    controlee_par: str = ""
    engage: Montant = ZERO
    recuperable: Montant = ZERO
    quotes_parts: Montant = ZERO
    provisions: Montant = ZERO
    decomptes: int = 0
    notifiee_le: date | None = None
    imputable_des: date | None = None
    pieces_jusqu_au: date | None = None

    @property
    def exercice(self) -> Periode:
        return Periode(self.debut, self.fin)

    @property
    def a_charge_bailleur(self) -> Montant:
        """Part récupérable que nul locataire ne porte : vacance, loges, commerces."""
        return self.recuperable - self.quotes_parts

    @property
    def tardive(self) -> bool:
        return self.imputable_des is not None and tardive(exercice_fin=self.fin, imputable_des=self.imputable_des)

    def delais_de(self, envoye_le: date | None, *, baremes: Baremes) -> tuple[date, date]:
        """Premier jour d'imputation et dernier jour des pièces d'un décompte envoyé ce jour ; None : avec la campagne.

        Envoyé après les autres, un décompte a son mois et ses six mois entiers. Lève RegleViolee (ETAT_DE_CAMPAGNE).
        """
        if self.imputable_des is None or self.pieces_jusqu_au is None:
            raise RegleViolee("ETAT_DE_CAMPAGNE", "La campagne n'a pas de date d'envoi.", champ="campagne_id")
        if envoye_le is None:
            return self.imputable_des, self.pieces_jusqu_au
        imputable_des, pieces_jusqu_au = delais(envoye_le, baremes=baremes)
        return max(self.imputable_des, imputable_des), max(self.pieces_jusqu_au, pieces_jusqu_au)

    def exiger(self, *permis: StatutCampagne) -> None:
        """Lève RegleViolee (ETAT_DE_CAMPAGNE) si la campagne n'est dans aucun de ces états."""
        if self.statut not in permis:
            codes = ", ".join(s.value for s in permis)
            raise RegleViolee(
                "ETAT_DE_CAMPAGNE", f"La campagne est {self.statut.value} ; il faut {codes}.", champ="campagne_id"
            )

    def arreter(self, *, engage: Montant, recuperable: Montant, nombre: int, par: str) -> None:
        """Fige les dépenses. Lève TransitionInterdite, RegleViolee (SANS_DEPENSE)."""
        statut = self._vers(StatutCampagne.DEPENSES_ARRETEES)
        if not nombre:
            raise RegleViolee("SANS_DEPENSE", "La campagne n'a aucune dépense.", champ="campagne_id")
        self.statut, self.arretee_par, self.engage, self.recuperable = statut, par, engage, recuperable

    def constater_repartie(self, bilan: Bilan) -> None:
        """Tous les groupes sont répartis. Lève RegleViolee (REPARTITION_INEXACTE) si un centime manque."""
        statut = self._vers(StatutCampagne.REPARTIE)
        if bilan.reparti != self.recuperable:
            raise RegleViolee(
                "REPARTITION_INEXACTE",
                f"{bilan.reparti} répartis pour {self.recuperable} récupérables.",
                champ="campagne_id",
            )
        self.statut, self.decomptes = statut, bilan.decomptes
        self.quotes_parts, self.provisions = bilan.quotes_parts, bilan.provisions

    def controler(self, *, acceptee: bool, par: str) -> None:
        """Accepte, ou renvoie à la préparation. Lève TransitionInterdite, RegleViolee (QUATRE_YEUX)."""
        statut = self._vers(StatutCampagne.CONTROLEE if acceptee else StatutCampagne.PREPAREE)
        if acceptee and par == self.arretee_par:
            raise RegleViolee(
                "QUATRE_YEUX", "Celui qui a arrêté les dépenses ne contrôle pas la répartition.", champ="campagne_id"
            )
        self.statut, self.controlee_par = statut, par if acceptee else ""

    def notifier(self, *, le: date, baremes: Baremes) -> None:
        """Décomptes envoyés. Lève TransitionInterdite et les refus de `notifiable`."""
        statut = self._vers(StatutCampagne.NOTIFIEE)
        delais = notifiable(exercice_fin=self.fin, notifiee_le=le, baremes=baremes)
        self.statut, self.notifiee_le = statut, le
        self.imputable_des, self.pieces_jusqu_au = delais

    def suivre_contestations(self, *, pendantes: int) -> None:
        """Passe de NOTIFIEE à CONTESTEE et retour, selon qu'il reste des contestations."""
        if pendantes and self.statut is StatutCampagne.NOTIFIEE:
            self.statut = self._vers(StatutCampagne.CONTESTEE)
        elif not pendantes and self.statut is StatutCampagne.CONTESTEE:
            self.statut = self._vers(StatutCampagne.NOTIFIEE)

    def verifier_imputation(self, *, mois: Mois) -> None:
        """Lève RegleViolee (ETAT_DE_CAMPAGNE, DECOMPTE_TROP_RECENT) : le décompte précède l'imputation d'un mois."""
        self.exiger(*IMPUTABLES)
        if self.imputable_des is None or mois.dernier_jour < self.imputable_des:
            raise RegleViolee(
                "DECOMPTE_TROP_RECENT",
                f"Les soldes s'imputent à partir du {self.imputable_des}.",
                champ="mois",
            )

    def constater_imputee(self, *, le: date) -> None:
        """Plus aucun solde à porter ; constate le fait une seule fois."""
        if self.statut is StatutCampagne.IMPUTEE:
            return
        self.statut = self._vers(StatutCampagne.IMPUTEE)
        self.constater(
            ChargesRegularisees(
                exercice_debut=self.debut,
                exercice_fin=self.fin,
                decomptes=self.decomptes,
                quotes_parts=self.quotes_parts,
                provisions=self.provisions,
                a_charge_bailleur=self.a_charge_bailleur,
                imputees_le=le,
            )
        )

    def clore(self, *, pendantes: int) -> None:
        """Lève TransitionInterdite, RegleViolee (CONTESTATION_PENDANTE)."""
        statut = self._vers(StatutCampagne.CLOSE)
        if pendantes:
            raise RegleViolee("CONTESTATION_PENDANTE", f"{pendantes} contestations à trancher.", champ="campagne_id")
        self.statut = statut

    def _vers(self, statut: StatutCampagne) -> StatutCampagne:
        return franchir(TRANSITIONS_CAMPAGNE, objet="Campagne", de=self.statut, vers=statut)


def verifier_campagne(*, debut: date, fin: date, cles: list[Cle]) -> None:
    """Lève DonneeInvalide (PERIODE_INVERSEE, EXERCICE_TROP_LONG, CLE_EN_DOUBLE, CLE_INCONNUE)."""
    Periode(debut, fin)
    if fin >= ajouter_mois(debut, 12):
        raise DonneeInvalide("EXERCICE_TROP_LONG", "Un exercice dure un an au plus.", champ="fin")
    codes = [cle.code for cle in cles]
    if len(set(codes)) != len(codes):
        raise DonneeInvalide("CLE_EN_DOUBLE", "Deux clés portent le même code.", champ="cles")
    for cle in cles:
        for autre in filter(None, (cle.commune, cle.individuelle)):
            if autre not in codes or autre == cle.code:
                raise DonneeInvalide("CLE_INCONNUE", f"{cle.code} renvoie à « {autre} ».", champ="cles")
