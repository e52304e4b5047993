"""Répartir les charges : l'exemple de la spécification au centime, les totaux exacts, l'ordre sans effet."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from exemple_charges import (
    C1,
    CLES,
    EXERCICE,
    MENAGES,
    REPARTITEUR,
    A,
    les_depenses,
    les_lots,
    un_lot,
    une_depense,
    une_occupation,
)
from fabrique_quittancement import BAREMES, eur, le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.charges.cles import Cle, TypeCle
from quittancement.domain.charges.lots import LotDeCharges, Occupation
from quittancement.domain.charges.natures import nature_depense
from quittancement.domain.charges.repartition import Part, Repartiteur
from socle.domaine.montant import Montant, somme
from socle.domaine.refus import DonneeInvalide, Refus

TABLE = yaml.safe_load((Path(__file__).parent / "tables_charges.yaml").read_text(encoding="utf-8"))


def repartir(lots: list[LotDeCharges] | None = None, *depenses: Any) -> list[Part]:
    return list(REPARTITEUR.repartir(depenses or les_depenses(), lots or les_lots()))


@pytest.mark.parametrize("ligne", TABLE, ids=lambda ligne: f"{ligne['depense']} {ligne['volet']}")
def test_chaque_poste_de_l_exemple_est_exact_au_centime(ligne: dict[str, str]) -> None:
    parts = [p for p in repartir() if (p.depense, p.volet) == (ligne["depense"], ligne["volet"])]
    obtenu = {nom: Montant(0) for nom in MENAGES.values()}
    for part in parts:
        obtenu[MENAGES[part.sujet.bail_id]] += part.montant
    assert obtenu == {nom: eur(ligne[nom]) for nom in MENAGES.values()}
    assert somme(obtenu.values()) == eur(ligne["total"])


def test_le_bailleur_garde_la_vacance_et_le_quart_du_gardien() -> None:
    vacance = somme(p.montant for p in repartir() if p.sujet.bail_id is None)
    non_recuperable = somme(d.montant - d.recuperable for d in les_depenses())
    assert (vacance, non_recuperable) == (eur("407,18"), eur("2000,00"))


def test_un_lot_hors_perimetre_compte_au_denominateur_et_sa_part_reste_au_bailleur() -> None:
    loge = un_lot("LOGE", m2=62, ascenseur=0, hors_perimetre=True)
    gardien = les_depenses()[0]
    avec = {p.sujet: p.montant for p in repartir([*les_lots(), loge], gardien)}
    assert avec["LOGE", None] == avec["B", UUID(int=2)]
    assert somme(avec.values()) == gardien.recuperable


def test_une_depense_de_cage_ne_touche_que_ses_lots() -> None:
    lots = [
        replace(lot, emplacement=f"G1/B1{'' if lot.reference < 'C' else '2'}/{lot.reference}") for lot in les_lots()
    ]
    parts = repartir(lots, replace(les_depenses()[1], perimetre="G1/B1"))
    assert {p.sujet.lot for p in parts} == {"A", "B"}


def test_la_cle_occupants_compte_les_personnes_presentes_et_la_vacance_du_lot() -> None:
    cles = {**CLES, "TETES": Cle(code="TETES", type=TypeCle.OCCUPANTS)}
    occupation = une_occupation(A, "2025-01-01", "2025-06-30", eau=0, unites=0, mesures={"TETES": 4000})
    lot = un_lot("A", occupation, m2=45, ascenseur=0, poids={"TETES": 2000})
    repartiteur = Repartiteur(cles=cles, exercice=EXERCICE, baremes=BAREMES)
    parts = list(repartiteur.repartir([une_depense("eau", "EAU", "TETES", 1092)], [lot]))
    # 4 personnes × 181 jours, 2 × 184 jours vacants : 724 et 368 sur 1 092.
    assert [p.montant for p in parts] == [eur("724,00"), eur("368,00")]


def test_l_annee_bissextile_se_repartit_sur_366_jours() -> None:
    exercice = replace(EXERCICE, debut=le("2028-01-01"), fin=le("2028-12-31"))
    lot = un_lot("A", une_occupation(A, "2028-02-29", "2028-02-29", eau=0, unites=0), m2=45, ascenseur=0)
    repartiteur = Repartiteur(cles=CLES, exercice=exercice, baremes=BAREMES)
    parts = list(repartiteur.repartir([une_depense("e", "ELECTRICITE_COMMUNE", "SURFACE", 366)], [lot]))
    assert [p.montant for p in parts] == [eur("1,00"), eur("365,00")]


@pytest.mark.parametrize(
    ("nature", "taux"),
    [("GARDIEN", 75), ("GARDIEN_UNE_TACHE", 40), ("EMPLOYE_IMMEUBLE", 100), ("ENCADREMENT", 10), ("CHAUFFAGE_GROS", 0)],
)
def test_la_part_recuperable_suit_le_decret(nature: str, taux: int) -> None:
    recuperable = nature_depense(nature, au=le("2025-06-15"), baremes=BAREMES).recuperable(eur("1000,00"))
    assert recuperable == Montant(taux * 1000)


def test_la_liste_est_limitative() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        nature_depense("HONORAIRES_DE_GERANCE", au=le("2025-06-15"), baremes=BAREMES)
    assert (refus.value.code, refus.value.champ) == ("NATURE_HORS_LISTE", "nature")


FAUTES: list[tuple[Any, str]] = [
    (lambda: repartir(None, une_depense("x", "EAU", "ABSENTE", 10)), "CLE_INCONNUE"),
    (lambda: repartir(None, une_depense("x", "EAU", "SURFACE", 10, perimetre="G1/B9")), "PERIMETRE_VIDE"),
    (lambda: repartir(None, une_depense("x", "EAU", "EAU", 10, quantite=534_000)), "RELEVES_SUPERIEURS"),
    (
        lambda: repartir([un_lot("Z", m2=10, ascenseur=0)], une_depense("x", "ASCENSEUR", "ASCENSEUR", 9)),
        "REPARTITION_IMPOSSIBLE",
    ),
    (
        lambda: repartir([un_lot("Z", m2=1, ascenseur=0, poids={})], une_depense("x", "EAU", "SURFACE", 9)),
        "POIDS_MANQUANT",
    ),
    (
        lambda: repartir(
            [un_lot("Z", Occupation(bail_id=C1, debut=le("2025-01-01"), fin=le("2025-12-31")), m2=1, ascenseur=0)],
            une_depense("x", "EAU", "EAU", 9),
        ),
        "MESURE_MANQUANTE",
    ),
    (lambda: un_lot("Z", m2=-1, ascenseur=0), "POIDS_NEGATIF"),
    (lambda: une_occupation(A, "2025-03-01", "2025-02-28", eau=1, unites=1), "PERIODE_INVERSEE"),
    (lambda: une_occupation(A, "2025-01-01", "2025-02-28", eau=-1, unites=1), "MESURE_NEGATIVE"),
    (
        lambda: un_lot(
            "Z",
            une_occupation(A, "2025-01-01", "2025-02-28", eau=1, unites=1),
            une_occupation(C1, "2025-02-28", "2025-03-31", eau=1, unites=1),
            m2=1,
            ascenseur=0,
        ),
        "OCCUPATIONS_EN_DOUBLE",
    ),
]


@pytest.mark.parametrize(("faute", "code"), FAUTES, ids=[code for _, code in FAUTES])
def test_une_entree_fausse_est_refusee_avec_son_code(faute: Any, code: str) -> None:
    with pytest.raises(Refus) as refus:
        faute()
    assert refus.value.code == code


@st.composite
def immeubles(draw: st.DrawFn) -> list[LotDeCharges]:
    lots = []
    for rang in range(draw(st.integers(1, 8))):
        coupes = sorted(draw(st.sets(st.integers(0, 364), max_size=4)))
        occupations = [
            une_occupation(
                UUID(int=rang * 10 + i),
                str(EXERCICE.debut.fromordinal(EXERCICE.debut.toordinal() + debut)),
                str(EXERCICE.debut.fromordinal(EXERCICE.debut.toordinal() + fin - 1)),
                eau=draw(st.integers(0, 90)),
                unites=draw(st.integers(0, 900)),
            )
            for i, (debut, fin) in enumerate(zip(coupes[::2], coupes[1::2], strict=False))
        ]
        lots.append(un_lot(f"L{rang}", *occupations, m2=draw(st.integers(1, 200)), ascenseur=draw(st.integers(0, 9))))
    return lots


@given(immeubles(), st.integers(-100_000_00, 100_000_00), st.sampled_from(["SURFACE", "CHAUFFAGE"]))
def test_la_somme_des_parts_est_la_depense_et_nul_ne_paie_a_contresens(
    lots: list[LotDeCharges], centimes: int, cle: str
) -> None:
    occupe = un_lot("T", une_occupation(A, "2025-05-01", "2025-05-31", eau=1, unites=1), m2=1, ascenseur=1)
    parts = repartir([*lots, occupe], replace(une_depense("x", "EAU", cle, 1), recuperable=Montant(centimes)))
    assert somme(p.montant for p in parts) == Montant(centimes)
    assert all(p.montant.centimes * centimes >= 0 for p in parts)


@given(immeubles(), st.randoms(use_true_random=False))
def test_l_ordre_des_lots_et_des_depenses_est_sans_effet(lots: list[LotDeCharges], hasard: random.Random) -> None:
    depenses = [d for d in les_depenses() if d.cle == "SURFACE"]
    attendu = repartir(lots, *depenses)
    melange, autres = list(lots), list(depenses)
    hasard.shuffle(melange)
    hasard.shuffle(autres)
    assert repartir(melange, *autres) == attendu


@given(immeubles())
def test_la_vacance_ne_se_redistribue_pas(lots: list[LotDeCharges]) -> None:
    """Vider un lot ne change pas, à un centime près, ce que paient les autres."""
    depense = les_depenses()[0]

    def autres(quels: list[LotDeCharges]) -> dict[Any, int]:
        parts: dict[Any, int] = defaultdict(int)
        for part in repartir(quels, depense):
            if part.sujet.lot != "L0":
                parts[part.sujet] += part.montant.centimes
        return parts

    avant, apres = autres(lots), autres([replace(lots[0], occupations=()), *lots[1:]])
    assert avant.keys() == apres.keys()
    assert all(abs(avant[s] - apres[s]) <= 1 for s in avant)
