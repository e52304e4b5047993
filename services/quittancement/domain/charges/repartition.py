"""Répartir les dépenses d'un groupe entre ses occupants et le bailleur, au centime exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from quittancement.domain.charges.cles import Cle, Sujet, TypeCle, peser
from quittancement.domain.charges.lots import LotDeCharges
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Arrondi, Montant, repartir
from socle.domaine.periodes import Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee

CENT = 100
Pesee = Callable[[Cle, str], list[tuple[Sujet, int]]]


@dataclass(frozen=True, kw_only=True)
class Depense:
    """Facture d'un nœud du patrimoine. `recuperable` est la part de `montant` que la loi laisse répartir.

    `quantite` : relevé du compteur général, en millièmes d'unité ; 0 s'il n'y en a pas.
    """

    reference: str
    nature: str
    perimetre: str
    cle: str
    montant: Montant
    recuperable: Montant
    service_le: date
    quantite: int = 0

    @property
    def groupe(self) -> str:
        return self.perimetre.partition("/")[0]


class Volet(NamedTuple):
    """Part d'une dépense qui suit une seule clé ; `nom` est vide si la dépense n'en a qu'un."""

    nom: str
    montant: Montant
    cle: Cle


class Part(NamedTuple):
    """Ce qu'un sujet porte d'un volet."""

    depense: str
    volet: str
    sujet: Sujet
    montant: Montant


COMMUN, INDIVIDUEL = "COMMUN", "INDIVIDUEL"


@dataclass(frozen=True, kw_only=True)
class Repartiteur:
    """Clés, exercice et barèmes d'une campagne."""

    cles: Mapping[str, Cle]
    exercice: Periode
    baremes: Baremes

    def repartir(self, depenses: Sequence[Depense], lots: Sequence[LotDeCharges]) -> Iterator[Part]:
        """Parts de chaque dépense : leur somme est exactement sa part récupérable.

        L'ordre des lots et des dépenses est sans effet sur les montants.
        Lève RegleViolee : PERIMETRE_VIDE, CLE_INCONNUE, REPARTITION_IMPOSSIBLE, RELEVES_SUPERIEURS et les refus de `peser`.
        """
        deja: dict[tuple[str, str], list[tuple[Sujet, int]]] = {}

        def peses(cle: Cle, perimetre: str) -> list[tuple[Sujet, int]]:
            if (cle.code, perimetre) not in deja:
                deja[cle.code, perimetre] = peser(cle, _sous(lots, perimetre), self.exercice)
            return deja[cle.code, perimetre]

        for depense in sorted(depenses, key=lambda d: d.reference):
            for volet in self._volets(depense, peses):
                yield from _partager(depense, volet, peses(volet.cle, depense.perimetre))

    def _volets(self, depense: Depense, peses: Pesee) -> list[Volet]:
        cle = self._cle(depense.cle)
        if cle.type is TypeCle.IFC:
            return self._volets_ifc(depense, cle)
        if cle.type is TypeCle.COMPTEUR and cle.commune and depense.quantite:
            releve = sum(poids for _, poids in peses(cle, depense.perimetre))
            return self._volets_compteur(depense, cle, releve)
        return [Volet("", depense.recuperable, cle)]

    def _volets_ifc(self, depense: Depense, cle: Cle) -> list[Volet]:
        """Frais communs d'énergie au taux en vigueur, le reste selon les relevés (code de l'énergie, art. R241-13)."""
        taux = Fraction(self.baremes.au("ifc_part_commune", depense.service_le).valeur, CENT)
        commun = depense.recuperable.fois(taux, arrondi=Arrondi.COMMERCIAL)
        return [
            Volet(COMMUN, commun, self._cle(cle.commune)),
            Volet(INDIVIDUEL, depense.recuperable - commun, self._cle(cle.individuelle)),
        ]

    def _volets_compteur(self, depense: Depense, cle: Cle, releve: int) -> list[Volet]:
        """Le relevé des logements au prix moyen ; l'écart au compteur général est aux parties communes."""
        if releve > depense.quantite:
            raise RegleViolee(
                "RELEVES_SUPERIEURS",
                f"{depense.reference} : les relevés des logements dépassent le compteur général.",
                champ="quantite",
            )
        individuel = depense.recuperable.fois(Fraction(releve, depense.quantite), arrondi=Arrondi.COMMERCIAL)
        commun = Volet(COMMUN, depense.recuperable - individuel, self._cle(cle.commune))
        return [v for v in (Volet(INDIVIDUEL, individuel, cle), commun) if v.montant]

    def _cle(self, code: str) -> Cle:
        if code not in self.cles:
            raise RegleViolee("CLE_INCONNUE", f"La clé « {code} » n'est pas de la campagne.", champ="cle")
        return self.cles[code]


def _sous(lots: Sequence[LotDeCharges], perimetre: str) -> list[LotDeCharges]:
    trouves = [lot for lot in lots if lot.dans(perimetre)]
    if not trouves:
        raise RegleViolee("PERIMETRE_VIDE", f"Aucun lot sous « {perimetre} ».", champ="perimetre")
    return trouves


def _partager(depense: Depense, volet: Volet, peses: Sequence[tuple[Sujet, int]]) -> Iterator[Part]:
    if not volet.montant:
        return
    try:
        montants = repartir(volet.montant, [poids for _, poids in peses])
    except DonneeInvalide:
        raise RegleViolee(
            "REPARTITION_IMPOSSIBLE",
            f"{depense.reference} : personne ne porte de poids « {volet.cle.code} ».",
            champ="cle",
        ) from None
    for (sujet, _), montant in zip(peses, montants, strict=True):
        yield Part(depense.reference, volet.nom, sujet, montant)
