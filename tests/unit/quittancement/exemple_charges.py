"""L'exemple C.5 de la spécification : quatre lots, cinq ménages, une vacance, neuf postes, exercice 2025."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from fabrique_quittancement import BAREMES, le

from quittancement.domain.charges.cles import Cle, TypeCle
from quittancement.domain.charges.lots import LotDeCharges, Occupation
from quittancement.domain.charges.natures import nature_depense
from quittancement.domain.charges.repartition import Depense, Repartiteur
from socle.domaine.montant import Montant
from socle.domaine.periodes import Periode

EXERCICE = Periode(date(2025, 1, 1), date(2025, 12, 31))
A, B, C1, C2, D = (UUID(int=rang) for rang in range(1, 6))
MENAGES = {A: "A", B: "B", C1: "C1", C2: "C2", D: "D", None: "vacance"}

CLES = {
    cle.code: cle
    for cle in (
        Cle(code="SURFACE", type=TypeCle.SURFACE_HABITABLE),
        Cle(code="ASCENSEUR", type=TypeCle.TANTIEMES_ASCENSEUR),
        Cle(code="EAU", type=TypeCle.COMPTEUR, commune="SURFACE"),
        Cle(code="UNITES", type=TypeCle.UNITES_RFC),
        Cle(code="CHAUFFAGE", type=TypeCle.IFC, commune="SURFACE", individuelle="UNITES"),
    )
}
REPARTITEUR = Repartiteur(cles=CLES, exercice=EXERCICE, baremes=BAREMES)


def une_occupation(bail: UUID, debut: str, fin: str, *, eau: int, unites: int, **change: object) -> Occupation:
    champs = {
        "bail_id": bail,
        "debut": le(debut),
        "fin": le(fin),
        "mesures": {"EAU": eau * 1000, "UNITES": unites * 1000},
    }
    return Occupation(**{**champs, **change})  # type: ignore[arg-type]


def un_lot(nom: str, *occupations: Occupation, m2: int, ascenseur: int, **change: object) -> LotDeCharges:
    champs = {
        "reference": nom,
        "emplacement": f"G1/B1/{nom}",
        "poids": {"SURFACE": m2 * 1000, "ASCENSEUR": ascenseur * 1000},
        "occupations": occupations,
    }
    return LotDeCharges(**{**champs, **change})  # type: ignore[arg-type]


def les_lots() -> list[LotDeCharges]:
    an = ("2025-01-01", "2025-12-31")
    return [
        un_lot("A", une_occupation(A, *an, eau=60, unites=900), m2=45, ascenseur=0),
        un_lot("B", une_occupation(B, *an, eau=150, unites=1400), m2=62, ascenseur=200),
        un_lot(
            "C",
            une_occupation(C1, "2025-01-01", "2025-06-30", eau=70, unites=700),
            une_occupation(C2, "2025-08-16", "2025-12-31", eau=55, unites=500),
            m2=62,
            ascenseur=300,
        ),
        un_lot("D", une_occupation(D, *an, eau=200, unites=1900), m2=80, ascenseur=500),
    ]


def une_depense(reference: str, nature: str, cle: str, euros: int, **change: object) -> Depense:
    service_le = le("2025-06-15")
    montant = Montant(euros * 100)
    recuperable = nature_depense(nature, au=service_le, baremes=BAREMES).recuperable(montant)
    champs = {
        "reference": reference,
        "nature": nature,
        "perimetre": "G1",
        "cle": cle,
        "montant": montant,
        "recuperable": recuperable,
        "service_le": service_le,
    }
    return Depense(**{**champs, **change})  # type: ignore[arg-type]


def les_depenses() -> list[Depense]:
    return [
        une_depense("gardien", "GARDIEN", "SURFACE", 8000),
        une_depense("electricite", "ELECTRICITE_COMMUNE", "SURFACE", 1150),
        une_depense("teom", "TEOM", "SURFACE", 960),
        une_depense("ascenseur", "ASCENSEUR", "ASCENSEUR", 1200),
        une_depense("eau", "EAU", "EAU", 2400, quantite=600_000),
        une_depense("chauffage", "CHAUFFAGE", "CHAUFFAGE", 7200),
        une_depense("auxiliaires", "CHAUFFAGE_ENTRETIEN", "SURFACE", 1000),
    ]


PROVISIONS = {A: 324000, B: 480000, C1: 252000, C2: 189677, D: 720000}
"""Centimes quittancés sur l'exercice, par ménage."""
