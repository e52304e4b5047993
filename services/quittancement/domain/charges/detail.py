"""Le détail d'un décompte : chaque part, ce qui se répartit, selon quoi, et ce que le ménage pèse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from quittancement.domain.charges.cles import MESUREES, Cle, Sujet, TypeCle, peser
from quittancement.domain.charges.lots import LotDeCharges
from quittancement.domain.charges.natures import NatureDepense, nature_depense
from quittancement.domain.charges.repartition import COMMUN, Depense, Part
from socle.domaine.baremes import Baremes
from socle.domaine.montant import Montant
from socle.domaine.periodes import Periode


@dataclass(frozen=True, kw_only=True)
class Base:
    """Ce que le ménage pèse et ce que tous pèsent, en millièmes d'unité de la clé.

    `jours` : présence qui pondère la clé, sur `jours_exercice` ; None pour une clé relevée, que les jours ne pondèrent pas,
    et pour les personnes, déjà comptées par jour.
    """

    sien: int
    total: int
    jours: int | None
    jours_exercice: int


@dataclass(frozen=True, kw_only=True)
class LigneDetail:
    """Une part d'un ménage. `total` : volet réparti dans tout le périmètre ; `cle` : celle que ce volet suit.

    `prix_unitaire` : centimes par unité relevée ; None si la clé n'est pas relevée. `depenses` : factures réunies ; celle que
    porte `depense` a alors la somme des leurs.
    """

    depense: Depense
    nature: NatureDepense
    volet: str
    lot: str
    cle: Cle
    individualisee: bool
    total: Montant
    quote_part: Montant
    base: Base
    prix_unitaire: Fraction | None
    depenses: int = 1


def par_nature(lignes: Iterable[LigneDetail]) -> list[LigneDetail]:
    """Réunit les factures d'une même nature qui se répartissent de la même façon : le décompte se lit par nature de charges.

    L'ordre est celui de la première de chaque nature ; les sommes sont exactes.
    """
    reunies: dict[tuple[object, ...], LigneDetail] = {}
    for ligne in lignes:
        depense = ligne.depense
        cle = (depense.nature, ligne.nature.taux, depense.perimetre, depense.cle, ligne.volet, ligne.lot, ligne.base)
        reunies[cle] = _reunir(reunies[cle], ligne) if cle in reunies else ligne
    return list(reunies.values())


def _reunir(une: LigneDetail, autre: LigneDetail) -> LigneDetail:
    prix = None
    if une.prix_unitaire is not None and autre.prix_unitaire is not None:
        prix = une.prix_unitaire + autre.prix_unitaire
    return replace(
        une,
        depense=replace(une.depense, montant=une.depense.montant + autre.depense.montant),
        total=une.total + autre.total,
        quote_part=une.quote_part + autre.quote_part,
        prix_unitaire=prix,
        depenses=une.depenses + autre.depenses,
    )


def cle_du_volet(cles: Mapping[str, Cle], premiere: Cle, volet: str) -> Cle:
    """Clé que suit un volet d'une dépense dont la clé est `premiere`."""
    return cles.get((premiere.commune if volet == COMMUN else premiere.individuelle) or premiere.code, premiere)


class Detailleur:
    """Détaille les parts des ménages d'un groupe ; chaque clé n'est pesée qu'une fois par périmètre."""

    def __init__(
        self,
        *,
        cles: Iterable[Cle],
        exercice: Periode,
        lots: Sequence[LotDeCharges],
        depenses: Iterable[Depense],
        totaux: Mapping[tuple[str, str], Montant],
        baremes: Baremes,
    ) -> None:
        """`totaux` : somme des parts de chaque (dépense, volet), vacance comprise."""
        self._cles = {cle.code: cle for cle in cles}
        self._exercice, self._lots, self._totaux, self._baremes = exercice, lots, totaux, baremes
        self._depenses = {depense.reference: depense for depense in depenses}
        self._peses: dict[tuple[str, str], tuple[dict[Sujet, int], int]] = {}

    def lignes(self, parts: Iterable[Part]) -> list[LigneDetail]:
        """Lignes d'un ménage, par poste du décret puis par dépense. Lève les refus de `peser` et de `nature_depense`."""
        lignes = [self._ligne(part) for part in parts]
        return sorted(lignes, key=lambda x: (x.nature.poste, x.depense.reference, x.volet, x.lot))

    def _ligne(self, part: Part) -> LigneDetail:
        depense = self._depenses[part.depense]
        premiere = self._cles[depense.cle]
        cle = cle_du_volet(self._cles, premiere, part.volet)
        total = self._totaux[part.depense, part.volet]
        peses, masse = self._peser(cle, depense.perimetre)
        return LigneDetail(
            depense=depense,
            nature=nature_depense(depense.nature, au=depense.service_le, baremes=self._baremes),
            volet=part.volet,
            lot=part.sujet.lot,
            cle=cle,
            individualisee=premiere.type is TypeCle.IFC,
            total=total,
            quote_part=part.montant,
            base=self._base(cle, part.sujet, peses.get(part.sujet, 0), masse),
            prix_unitaire=Fraction(total.centimes * 1000, masse) if cle.type in MESUREES and masse else None,
        )

    def _base(self, cle: Cle, sujet: Sujet, poids: int, masse: int) -> Base:
        entier = self._exercice.jours_communs(self._exercice)
        if cle.type in (*MESUREES, TypeCle.OCCUPANTS):
            return Base(sien=poids, total=masse, jours=None, jours_exercice=entier)
        jours = sum(
            o.jours(self._exercice)
            for lot in self._lots
            if lot.reference == sujet.lot
            for o in lot.occupations
            if o.bail_id == sujet.bail_id
        )
        return Base(sien=poids // jours if jours else 0, total=masse // entier, jours=jours, jours_exercice=entier)

    def _peser(self, cle: Cle, perimetre: str) -> tuple[dict[Sujet, int], int]:
        if (cle.code, perimetre) not in self._peses:
            peses: dict[Sujet, int] = {}
            for sujet, poids in peser(cle, [lot for lot in self._lots if lot.dans(perimetre)], self._exercice):
                peses[sujet] = peses.get(sujet, 0) + poids
            self._peses[cle.code, perimetre] = (peses, sum(peses.values()))
        return self._peses[cle.code, perimetre]
