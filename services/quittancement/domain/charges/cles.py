"""Les clés de répartition : ce que pèse chaque occupant, et ce que pèse la vacance.

Aucun critère n'est légal hors l'individualisation des frais de chauffage : équité, inscription au bail, communication du
mode (loi 89-462, art. 23 ; CCH art. L442-3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple
from uuid import UUID

from quittancement.domain.charges.lots import LotDeCharges, Occupation
from socle.domaine.periodes import Periode
from socle.domaine.refus import DonneeInvalide, RegleViolee


class TypeCle(Enum):
    SURFACE_HABITABLE = "SURFACE_HABITABLE"
    SURFACE_UTILE = "SURFACE_UTILE"
    SURFACE_CORRIGEE = "SURFACE_CORRIGEE"
    TANTIEMES = "TANTIEMES"
    TANTIEMES_ASCENSEUR = "TANTIEMES_ASCENSEUR"
    UNITAIRE = "UNITAIRE"
    DIRECTE = "DIRECTE"
    """Dépense d'un seul lot, qui se partage entre ses occupants successifs."""
    OCCUPANTS = "OCCUPANTS"
    """Personnes présentes ; le poids du lot vaut pour ses jours vacants."""
    COMPTEUR = "COMPTEUR"
    UNITES_RFC = "UNITES_RFC"
    """Unités de répartiteurs, déjà corrigées de la situation thermique."""
    IFC = "IFC"
    """Individualisation des frais de chauffage : une part commune, une part selon les relevés."""


MESUREES = (TypeCle.COMPTEUR, TypeCle.UNITES_RFC)
SANS_POIDS = (TypeCle.UNITAIRE, TypeCle.DIRECTE)


@dataclass(frozen=True, kw_only=True)
class Cle:
    """`commune` : clé du reste (eau des parties communes, part commune de l'IFC) ; `individuelle` : relevés de l'IFC.

    `unite` : ce que compte une clé relevée (« m³ », « kWh »), tel qu'un décompte l'imprime.
    """

    code: str
    type: TypeCle
    commune: str = ""
    individuelle: str = ""
    unite: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            raise DonneeInvalide("CLE_SANS_CODE", "Une clé a un code.", champ="cles")
        if self.type is TypeCle.IFC and not (self.commune and self.individuelle):
            raise DonneeInvalide("CLE_INCOMPLETE", f"{self.code} : l'IFC nomme ses deux clés.", champ="cles")


class Sujet(NamedTuple):
    """Qui porte une part : l'occupant d'un lot, ou le bailleur (`bail_id` absent)."""

    lot: str
    bail_id: UUID | None


def peser(cle: Cle, lots: Sequence[LotDeCharges], exercice: Periode) -> list[tuple[Sujet, int]]:
    """Poids de chaque sujet, par référence de lot puis par date : l'ordre des lots reçus est sans effet.

    Les jours vacants et les lots hors périmètre pèsent pour le bailleur ; ils ne se redistribuent jamais.
    Lève RegleViolee : POIDS_MANQUANT, MESURE_MANQUANTE, CLE_COMPOSEE.
    """
    if cle.type is TypeCle.IFC:
        raise RegleViolee("CLE_COMPOSEE", f"{cle.code} se partage d'abord en deux volets.", champ="cle")
    peser_un = _mesurer if cle.type in MESUREES else _compter_les_jours
    return [pese for lot in sorted(lots, key=lambda lot: lot.reference) for pese in peser_un(cle, lot, exercice)]


def _mesurer(cle: Cle, lot: LotDeCharges, exercice: Periode) -> Iterator[tuple[Sujet, int]]:
    for occupation in lot.dans_l_ordre:
        if occupation.jours(exercice):
            yield Sujet(lot.reference, occupation.bail_id), _mesure(cle, lot, occupation)


def _compter_les_jours(cle: Cle, lot: LotDeCharges, exercice: Periode) -> Iterator[tuple[Sujet, int]]:
    vacants = lot.jours_vacants(exercice)
    for occupation in lot.dans_l_ordre:
        if jours := occupation.jours(exercice):
            present = _mesure(cle, lot, occupation) if cle.type is TypeCle.OCCUPANTS else _poids(cle, lot)
            yield Sujet(lot.reference, occupation.bail_id), present * jours
    if vacants:
        yield Sujet(lot.reference, None), _poids(cle, lot) * vacants


def _poids(cle: Cle, lot: LotDeCharges) -> int:
    poids = lot.poids.get(cle.code, 1000 if cle.type in SANS_POIDS else None)
    if poids is None:
        raise RegleViolee("POIDS_MANQUANT", f"{lot.reference} n'a pas de poids « {cle.code} ».", champ="poids")
    return poids


def _mesure(cle: Cle, lot: LotDeCharges, occupation: Occupation) -> int:
    mesure = occupation.mesures.get(cle.code)
    if mesure is None:
        raise RegleViolee(
            "MESURE_MANQUANTE",
            f"{lot.reference} : pas de relevé « {cle.code} » pour l'occupant du {occupation.debut}.",
            champ="mesures",
        )
    return mesure
