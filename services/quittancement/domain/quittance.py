"""La quittance d'un bail pour un mois : ses lignes, ce qui est dû, ce qui est payé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.imputation import PartLigne, TermeDu
from quittancement.domain.ligne import Ligne
from quittancement.domain.rubriques import Nature
from socle.domaine.agregat import franchir
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import RegleViolee

CODE_LOYER, CODE_RLS, CODE_APL = "LOY", "RLS", "APL"


class StatutQuittance(Enum):
    PROVISOIRE = "PROVISOIRE"
    VALIDEE = "VALIDEE"
    CONTREPASSEE = "CONTREPASSEE"


TRANSITIONS_QUITTANCE = {
    StatutQuittance.PROVISOIRE: {StatutQuittance.VALIDEE},
    StatutQuittance.VALIDEE: {StatutQuittance.CONTREPASSEE},
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TermeCalcule:
    """Ce qu'un bail doit pour un mois, avant toute quittance : le résultat du calcul, rien de plus."""

    bail_id: UUID
    mois: str
    debut: date
    fin: date
    exigible_le: date
    limite_paiement_le: date
    lignes: list[Ligne]

    @property
    def net(self) -> Montant:
        return net_des(self.lignes)


def net_des(lignes: Sequence[Ligne]) -> Montant:
    """Somme de toutes les lignes : ce que le locataire paie."""
    return somme(ligne.montant for ligne in lignes)


@dataclass(eq=False, kw_only=True)
class Quittance:
    """Un terme d'un bail. `debut` et `fin` bornent les jours occupés ; `mois` s'écrit AAAA-MM."""

    id: UUID
    bail_id: UUID
    lot_id: UUID
    mois: str
    debut: date
    fin: date
    exigible_le: date
    limite_paiement_le: date
    lignes: list[Ligne]
    numero: str = ""
    statut: StatutQuittance = StatutQuittance.PROVISOIRE

    @classmethod
    def de(cls, terme: TermeCalcule, *, id: UUID, lot_id: UUID) -> Quittance:
        """Quittance provisoire d'un terme calculé."""
        return cls(
            id=id,
            bail_id=terme.bail_id,
            lot_id=lot_id,
            mois=terme.mois,
            debut=terme.debut,
            fin=terme.fin,
            exigible_le=terme.exigible_le,
            limite_paiement_le=terme.limite_paiement_le,
            lignes=terme.lignes,
        )

    @property
    def net(self) -> Montant:
        return net_des(self.lignes)

    @property
    def brut_hors_apl(self) -> Montant:
        return somme(ligne.montant for ligne in self.lignes if ligne.code != CODE_APL)

    @property
    def depense(self) -> Montant:
        """Part du net qui relève de la dépense de logement (loyer − RLS + charges, APL déduite)."""
        return somme(ligne.du for ligne in self.lignes if ligne.depense)

    @property
    def paye(self) -> Montant:
        return somme(ligne.paye for ligne in self.lignes)

    @property
    def reste_du(self) -> Montant:
        return somme(ligne.reste for ligne in self.lignes)

    @property
    def validee(self) -> bool:
        return self.statut is StatutQuittance.VALIDEE

    @property
    def contrepassee(self) -> bool:
        return self.statut is StatutQuittance.CONTREPASSEE

    @property
    def soldee(self) -> bool:
        """Validée et intégralement payée ; un net nul l'est d'emblée."""
        return self.validee and not self.reste_du

    @property
    def ouverte(self) -> bool:
        return self.validee and bool(self.reste_du)

    @property
    def mois_complet(self) -> bool:
        mois = Mois.lire(self.mois)
        return (self.debut, self.fin) == (mois.premier_jour, mois.dernier_jour)

    def reste_par_nature(self) -> dict[Nature, Montant]:
        return {n: somme(ligne.reste for ligne in self.lignes if ligne.nature is n) for n in Nature}

    def paye_par_nature(self) -> dict[Nature, Montant]:
        return {n: somme(ligne.paye for ligne in self.lignes if ligne.nature is n) for n in Nature}

    def terme_du(self) -> TermeDu:
        """Vue de la quittance pour l'imputation."""
        return TermeDu(
            quittance_id=self.id,
            mois=self.mois,
            exigible_le=self.exigible_le,
            restes=tuple((ligne.code, ligne.reste) for ligne in self.lignes),
        )

    def valider(self, *, numero: str) -> None:
        """Scelle la quittance sous son numéro. Lève TransitionInterdite si elle n'est plus provisoire."""
        self.statut = franchir(TRANSITIONS_QUITTANCE, objet="Quittance", de=self.statut, vers=StatutQuittance.VALIDEE)
        self.numero = numero

    def contrepasser(self) -> None:
        """Annule par écriture inverse, jamais par effacement. Lève RegleViolee (QUITTANCE_PAYEE) si un paiement y est affecté."""
        statut = franchir(TRANSITIONS_QUITTANCE, objet="Quittance", de=self.statut, vers=StatutQuittance.CONTREPASSEE)
        if self.paye:
            raise RegleViolee(
                "QUITTANCE_PAYEE",
                f"La quittance {self.numero} a reçu {self.paye} : ses paiements se libèrent d'abord.",
                champ="quittance_id",
            )
        self.statut = statut

    def affecter(self, parts: Sequence[PartLigne]) -> None:
        """Ajoute les parts payées de chaque ligne. Lève RegleViolee si la quittance n'est pas validée ou si une part dépasse le reste."""
        if not self.validee:
            raise RegleViolee("QUITTANCE_NON_VALIDEE", "Seule une quittance validée se paie.", champ="quittance_id")
        for part in parts:
            ligne = self.lignes[part.rang]
            if part.montant > ligne.reste:
                raise RegleViolee(
                    "AFFECTATION_EXCESSIVE",
                    f"{part.montant} dépasse le reste dû de la ligne {ligne.code} ({ligne.reste}).",
                    champ="montant",
                )
        self._porter(parts, sens=1)

    def desaffecter(self, parts: Sequence[PartLigne]) -> None:
        """Retire des parts payées : la dette de chaque ligne renaît."""
        self._porter(parts, sens=-1)

    def _porter(self, parts: Sequence[PartLigne], *, sens: int) -> None:
        lignes = list(self.lignes)
        for part in parts:
            ligne = lignes[part.rang]
            lignes[part.rang] = ligne._replace(paye=Montant(ligne.paye.centimes + sens * part.montant.centimes))
        self.lignes = lignes
