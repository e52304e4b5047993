"""Le décompte d'un locataire : sa quote-part, ses provisions, ce qui reste à régulariser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.repartition import Part
from socle.domaine.agregat import franchir
from socle.domaine.montant import Montant
from socle.domaine.periodes import Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee


class StatutDecompte(Enum):
    PROVISOIRE = "PROVISOIRE"
    NOTIFIE = "NOTIFIE"
    CONTESTE = "CONTESTE"
    """Le solde est suspendu jusqu'à la réponse."""
    IMPUTE = "IMPUTE"
    A_SOLDER = "A_SOLDER"
    """Locataire parti : plus de quittance à venir, le solde se règle avec le dépôt de garantie ou à sa nouvelle adresse."""


TRANSITIONS_DECOMPTE = {
    StatutDecompte.PROVISOIRE: {StatutDecompte.NOTIFIE, StatutDecompte.A_SOLDER},
    StatutDecompte.NOTIFIE: {StatutDecompte.CONTESTE, StatutDecompte.IMPUTE},
    StatutDecompte.A_SOLDER: {StatutDecompte.CONTESTE},
    StatutDecompte.CONTESTE: {StatutDecompte.NOTIFIE, StatutDecompte.A_SOLDER},
}


@dataclass(eq=False, kw_only=True)
class Decompte:
    """`jours` : présence dans l'exercice ; `parti` : n'occupait plus au dernier jour ; `retenu` : solde après contestation."""

    campagne_id: UUID
    bail_id: UUID
    groupe: str
    lot: str
    jours: int
    quote_part: Montant
    provisions: Montant
    parti: bool
    statut: StatutDecompte = StatutDecompte.PROVISOIRE
    retenu: Montant | None = None
    mensualites: int = 1
    conteste_par: str = ""
    code_ecart: str = ""
    motif_ecart: str = ""
    envoye_le: date | None = None
    """Date du premier document édité ; None s'il ne l'a pas été ici : l'envoi est alors celui de la campagne."""
    essais: int = 0
    """Imputations refusées : le moins souvent refusé passe d'abord."""

    @property
    def id(self) -> UUID:
        """Identifiant dans sa campagne : celui du bail."""
        return self.bail_id

    @property
    def solde(self) -> Montant:
        """Quote-part moins provisions quittancées : dû s'il est positif, trop-perçu s'il est négatif."""
        return self.quote_part - self.provisions

    @property
    def solde_retenu(self) -> Montant:
        return self.solde if self.retenu is None else self.retenu

    def contester(self, *, par: str) -> None:
        """Suspend le solde. Lève TransitionInterdite."""
        self.statut = self._vers(StatutDecompte.CONTESTE)
        self.conteste_par = par

    def trancher(self, *, retenu: Montant, par: str) -> None:
        """Maintient le solde ou y renonce en partie. Lève TransitionInterdite, QUATRE_YEUX, SOLDE_RETENU_IMPOSSIBLE."""
        statut = self._vers(StatutDecompte.A_SOLDER if self.parti else StatutDecompte.NOTIFIE)
        if par == self.conteste_par:
            raise RegleViolee("QUATRE_YEUX", "Celui qui a reçu la contestation ne la tranche pas.", champ="bail_id")
        if retenu > self.solde:
            raise DonneeInvalide(
                "SOLDE_RETENU_IMPOSSIBLE", f"Le solde retenu ne dépasse pas {self.solde}.", champ="solde_retenu"
            )
        self.statut, self.retenu = statut, retenu

    def ecarter(self, *, code: str, motif: str) -> None:
        """Met le décompte de côté ; il reste à imputer."""
        self.code_ecart, self.motif_ecart, self.essais = code, motif, self.essais + 1

    def imputer(self) -> None:
        """Solde porté aux quittances à venir. Lève TransitionInterdite."""
        self.statut = self._vers(StatutDecompte.IMPUTE)
        self.code_ecart = self.motif_ecart = ""

    def _vers(self, statut: StatutDecompte) -> StatutDecompte:
        return franchir(TRANSITIONS_DECOMPTE, objet="Décompte", de=self.statut, vers=statut)


def decomptes(
    parts: Iterable[Part],
    lots: Sequence[LotDeCharges],
    *,
    campagne_id: UUID,
    provisions: Mapping[UUID, Montant],
    exercice: Periode,
) -> list[Decompte]:
    """Un décompte par bail présent dans l'exercice, même sans dépense ; dans l'ordre des baux.

    `provisions` : ce que les quittances ont appelé ; les provisions reprises s'y ajoutent.
    """
    quotes: dict[UUID, int] = {}
    for part in parts:
        if part.sujet.bail_id is not None:
            quotes[part.sujet.bail_id] = quotes.get(part.sujet.bail_id, 0) + part.montant.centimes
    presents: dict[UUID, Decompte] = {}
    for lot in sorted(lots, key=lambda lot: lot.reference):
        for occupation in lot.occupations:
            jours = occupation.jours(exercice)
            if not jours:
                continue
            bail_id, parti = occupation.bail_id, exercice.fin is not None and occupation.fin < exercice.fin
            if bail_id not in presents:
                presents[bail_id] = Decompte(
                    campagne_id=campagne_id,
                    bail_id=bail_id,
                    groupe=lot.groupe,
                    lot=lot.reference,
                    jours=0,
                    quote_part=Montant(quotes.get(bail_id, 0)),
                    provisions=provisions.get(bail_id, Montant.zero()),
                    parti=True,
                )
            present = presents[bail_id]
            present.jours = max(present.jours, jours)
            present.provisions += occupation.reprises
            present.parti = present.parti and parti
    return [presents[bail_id] for bail_id in sorted(presents)]
