"""Imputation (C. civ. art. 1342-10) : ordre légal, prorata entre lignes, invariants."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
from fabrique_quittancement import eur, le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.imputation import Contexte, Imputation, TermeDu, imputer
from socle.domaine.montant import Montant, somme
from socle.domaine.periodes import Mois
from socle.domaine.refus import DonneeInvalide

AU = le("2027-02-10")


def un_terme(mois: str, *restes: int) -> TermeDu:
    lu = Mois.lire(mois)
    return TermeDu(
        quittance_id=UUID(int=lu.annee * 100 + lu.numero),
        mois=mois,
        exigible_le=lu.dernier_jour,
        restes=tuple((f"L{i}", Montant(centimes)) for i, centimes in enumerate(restes)),
    )


def par_mois(imputation: Imputation) -> list[tuple[str, int]]:
    return [(a.mois, a.montant.centimes) for a in imputation.affectations]


DETTES = [un_terme("2027-02", 50000), un_terme("2026-12", 30000), un_terme("2027-01", 40000)]


def test_la_dette_echue_la_plus_ancienne_d_abord_puis_la_non_echue_puis_l_avance() -> None:
    assert par_mois(imputer(Montant(40000), DETTES, le=AU)) == [("2026-12", 30000), ("2027-01", 10000)]
    tout = imputer(Montant(130000), DETTES, le=AU)
    assert par_mois(tout) == [("2026-12", 30000), ("2027-01", 40000), ("2027-02", 50000)]
    assert tout.avance == Montant(10000)
    assert [a.explication.regle for a in tout.affectations] == [
        "dette_echue_la_plus_ancienne",
        "dette_echue_la_plus_ancienne",
        "dette_non_echue_la_plus_ancienne",
    ]


def test_l_indication_du_debiteur_passe_avant_la_loi() -> None:
    resultat = imputer(Montant(60000), DETTES, le=AU, indication="2027-02")
    assert par_mois(resultat) == [("2027-02", 50000), ("2026-12", 10000)]
    assert resultat.affectations[0].explication.article == "C. civ. art. 1342-10, al. 1"


def test_une_indication_sans_dette_ouverte_laisse_jouer_la_loi() -> None:
    assert par_mois(imputer(Montant(10000), DETTES, le=AU, indication="2026-11")) == [("2026-12", 10000)]


def test_un_paiement_fleche_ne_deborde_pas_des_termes_couverts() -> None:
    resultat = imputer(Montant(90000), DETTES, le=AU, fleches=["2027-01", "2026-11"])
    assert par_mois(resultat) == [("2027-01", 40000)]
    assert resultat.avance == Montant(50000)


def test_un_terme_exigible_le_jour_meme_est_echu() -> None:
    resultat = imputer(Montant(1), [un_terme("2027-01", 5)], le=le("2027-01-31"))
    assert resultat.affectations[0].explication.regle == "dette_echue_la_plus_ancienne"
    resultat = imputer(Montant(1), [un_terme("2027-01", 5)], le=le("2027-01-30"))
    assert resultat.affectations[0].explication.regle == "dette_non_echue_la_plus_ancienne"


def test_les_lignes_d_un_terme_se_partagent_au_plus_fort_reste() -> None:
    resultat = imputer(Montant(100), [un_terme("2026-12", 100, 0, 100, 100)], le=AU)
    assert [(p.rang, p.code, p.montant.centimes) for p in resultat.affectations[0].parts] == [
        (0, "L0", 34),
        (2, "L2", 33),
        (3, "L3", 33),
    ]


def test_l_anciennete_est_celle_de_l_exigibilite_puis_de_l_identifiant() -> None:
    a_echoir = replace(un_terme("2027-02", 100), exigible_le=le("2027-01-30"))
    jumeau = replace(un_terme("2027-01", 100), quittance_id=UUID(int=1))
    for termes in ([un_terme("2027-01", 100), jumeau, a_echoir], [a_echoir, jumeau, un_terme("2027-01", 100)]):
        resultat = imputer(Montant(300), termes, le=AU)
        assert [a.quittance_id.int for a in resultat.affectations] == [202702, 1, 202701]


def test_sans_dette_tout_est_avance() -> None:
    assert imputer(eur("12,00"), [], le=AU) == Imputation(affectations=(), avance=eur("12,00"))


@pytest.mark.parametrize("centimes", [0, -1])
def test_un_paiement_nul_ou_negatif_est_refuse(centimes: int) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        imputer(Montant(centimes), DETTES, le=AU)
    assert (refus.value.code, refus.value.champ) == ("MONTANT_NON_POSITIF", "montant")


GEL = Contexte(geles=frozenset({"2026-12", "2027-01"}))


def test_sous_gel_tout_va_au_courant_meme_si_le_debiteur_designe_l_arriere() -> None:
    resultat = imputer(Montant(80000), DETTES, le=le("2027-03-05"), indication="2026-12", contexte=GEL)
    assert (par_mois(resultat), resultat.avance) == ([("2027-02", 50000)], Montant(30000))
    (explication,) = (a.explication for a in resultat.affectations)
    assert (explication.regle, explication.entrees["arriere_gele"]) == ("courant_seul_arriere_gele", "2026-12, 2027-01")
    assert explication.entrees["indication"] == "2026-12 (écartée : arriéré gelé)"


def test_sous_gel_le_fsl_n_eteint_pas_l_arriere_que_sa_decision_designe() -> None:
    resultat = imputer(Montant(40000), DETTES, le=AU, fleches=["2027-01"], contexte=GEL)
    assert resultat == Imputation(affectations=(), avance=Montant(40000))


def test_une_echeance_de_plan_va_a_son_arriere_puis_a_la_loi() -> None:
    plan = Contexte(plan=frozenset({"2027-01"}))
    resultat = imputer(Montant(50000), DETTES, le=AU, contexte=plan)
    assert par_mois(resultat) == [("2027-01", 40000), ("2026-12", 10000)]
    assert [a.explication.regle for a in resultat.affectations] == ["echeance_de_plan", "dette_echue_la_plus_ancienne"]


def test_une_dette_prescrite_attend_que_le_debiteur_la_designe() -> None:
    prescrite = Contexte(prescrits=frozenset({"2026-12"}))
    assert par_mois(imputer(Montant(50000), DETTES, le=AU, contexte=prescrite)) == [
        ("2027-01", 40000),
        ("2027-02", 10000),
    ]
    designee = imputer(Montant(50000), DETTES, le=AU, indication="2026-12", contexte=prescrite)
    assert par_mois(designee) == [("2026-12", 30000), ("2027-01", 20000)]
    assert designee.affectations[0].explication.entrees["prescription"] == "acquise : payée volontairement"
    assert par_mois(imputer(Montant(1), DETTES, le=AU, fleches=["2026-12"], contexte=prescrite)) == [("2026-12", 1)]


def test_deux_dettes_de_meme_date_se_partagent_en_proportion() -> None:
    jumeau = replace(un_terme("2027-01", 20000), quittance_id=UUID(int=1))
    resultat = imputer(Montant(30000), [un_terme("2027-01", 40000), jumeau], le=AU)
    assert [(a.quittance_id.int, a.montant.centimes) for a in resultat.affectations] == [(1, 10000), (202701, 20000)]


MOIS = [str(Mois(2026, 6).decale(i)) for i in range(12)]


DES_MOIS = st.frozensets(st.sampled_from(MOIS), max_size=6)


@st.composite
def des_termes(tirer: st.DrawFn) -> list[TermeDu]:
    mois = tirer(st.lists(st.sampled_from(MOIS), unique=True))
    return [un_terme(m, *tirer(st.lists(st.integers(0, 100_000), min_size=1, max_size=6))) for m in mois]


@given(
    st.integers(1, 2_000_000),
    des_termes(),
    st.none() | st.sampled_from(MOIS),
    st.none() | st.lists(st.sampled_from(MOIS)),
    st.builds(Contexte, geles=DES_MOIS, prescrits=DES_MOIS, plan=DES_MOIS),
    st.randoms(use_true_random=False),
)
def test_invariants_de_l_imputation(
    centimes: int,
    termes: list[TermeDu],
    indication: str | None,
    fleches: list[str] | None,
    contexte: Contexte,
    alea: Random,
) -> None:
    regles = {"le": AU, "indication": indication, "fleches": fleches, "contexte": contexte}
    resultat = imputer(Montant(centimes), termes, **regles)
    assert somme(a.montant for a in resultat.affectations) + resultat.avance == Montant(centimes)
    restes = {t.quittance_id: t for t in termes}
    assert len({a.quittance_id for a in resultat.affectations}) == len(resultat.affectations)
    for affectation in resultat.affectations:
        terme = restes[affectation.quittance_id]
        assert Montant.zero() < affectation.montant <= terme.reste
        assert somme(p.montant for p in affectation.parts) == affectation.montant
        assert all(Montant.zero() < p.montant <= terme.restes[p.rang][1] for p in affectation.parts)
    assert not contexte.geles & {a.mois for a in resultat.affectations}
    if resultat.avance:
        designes = set(MOIS if fleches is None else fleches)
        refuses = contexte.prescrits - {indication} - contexte.plan if fleches is None else frozenset()
        couverts = [t for t in termes if t.mois in designes - contexte.geles - refuses]
        assert somme(a.montant for a in resultat.affectations) == somme(t.reste for t in couverts)
    melanges = list(termes)
    alea.shuffle(melanges)
    assert imputer(Montant(centimes), melanges, **regles) == resultat
