"""Le score de priorisation : explicable, et muet sur ce qu'il ignore."""

from __future__ import annotations

from fractions import Fraction

import pytest
from fabrique_recouvrement import BAREMES, le, un_dossier, un_terme

from recouvrement.domain.score import Indices, score


def test_sans_indice_seuls_l_anciennete_et_les_termes_comptent() -> None:
    resultat = score(un_dossier(), au=le("2026-10-25"), indices=Indices(), baremes=BAREMES)
    assert (resultat.points, resultat.sur) == (22, 50)  # 45/90 × 30 + 1/3 × 20 = 15 + 6,67
    assert list(resultat.inconnus) == ["tendance", "rejets", "aide_en_baisse", "premier_incident", "taux_effort"]
    assert resultat.explication.entrees["tendance"] == "inconnu"


def test_un_dossier_au_pire_vaut_cent_points() -> None:
    dossier = un_dossier(un_terme("2026-08"), un_terme("2026-09"), un_terme("2026-10"), un_terme("2026-11"))
    pire = Indices(
        dette_en_hausse=True,
        prelevements_rejetes=9,
        aide_en_baisse=True,
        premier_incident=True,
        taux_effort=Fraction(36, 100),
    )
    resultat = score(dossier, au=le("2027-06-30"), indices=pire, baremes=BAREMES)
    assert (resultat.points, resultat.sur, list(resultat.inconnus)) == (100, 100, [])


def test_le_score_ne_compte_pas_un_retard_a_venir() -> None:
    resultat = score(un_dossier(), au=le("2026-09-01"), indices=Indices(), baremes=BAREMES)
    assert resultat.explication.entrees["anciennete"] == "0 sur 30"


@pytest.mark.parametrize(("taux", "points"), [(Fraction(35, 100), "0 sur 10"), (Fraction(3501, 10000), "10 sur 10")])
def test_le_taux_d_effort_ne_compte_qu_au_dela_de_35_pour_cent(taux: Fraction, points: str) -> None:
    resultat = score(un_dossier(), au=le("2026-10-25"), indices=Indices(taux_effort=taux), baremes=BAREMES)
    assert resultat.explication.entrees["taux_effort"] == points
