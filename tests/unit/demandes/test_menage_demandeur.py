"""Catégorie de ménage et ressources retenues."""

from __future__ import annotations

import pytest
from constructeurs_demandes import BAREMES, euros, le, revenus, un_conjoint, un_enfant, une_personne

from demandes.domain.codes import Lien, SituationFamiliale
from demandes.domain.foyer import Personne
from demandes.domain.menage import Categorie, categorie, ressources_retenues

AU = le("2026-06-30")
NE_A_25, NE_A_27, NE_A_28, NE_A_30 = le("2001-06-30"), le("1999-01-01"), le("1998-01-01"), le("1996-06-30")
CELIBATAIRE, CONCUBIN = SituationFamiliale.CELIBATAIRE, SituationFamiliale.CONCUBIN


def couple(premier: object, second: object, **change: object) -> list[Personne]:
    return [une_personne(date_naissance=premier, **change), un_conjoint(date_naissance=second)]


def seul(enfants: int = 0, **change: object) -> list[Personne]:
    return [une_personne(**change), *(un_enfant() for _ in range(enfants))]


def nombreux(enfants: int) -> list[Personne]:
    return [une_personne(), un_conjoint(), *(un_enfant() for _ in range(enfants))]


def de(personnes: list[Personne], situation: SituationFamiliale = CELIBATAIRE) -> Categorie:
    return categorie(personnes, situation, au=AU, baremes=BAREMES)


@pytest.mark.parametrize(
    ("personnes", "situation", "attendue"),
    [
        (couple(NE_A_30, NE_A_25), CONCUBIN, 3),
        (couple(NE_A_27, NE_A_28), CONCUBIN, 3),
        (couple(NE_A_28, NE_A_28), CONCUBIN, 2),
        (couple(NE_A_30, NE_A_25), CELIBATAIRE, 2),
        (couple(NE_A_28, NE_A_28, handicap=True), CONCUBIN, 3),
        (seul(), CELIBATAIRE, 1),
        (seul(handicap=True), CELIBATAIRE, 2),
        (seul(1), CELIBATAIRE, 3),
        (seul(2), CELIBATAIRE, 4),
        (seul(4), CELIBATAIRE, 6),
        ([une_personne(), un_enfant(handicap=True)], CELIBATAIRE, 3),
        (nombreux(1), CONCUBIN, 3),
        (nombreux(4), CONCUBIN, 6),
        ([une_personne(), un_enfant(a_charge=False)], CELIBATAIRE, 2),
        ([une_personne(), une_personne(lien=Lien.ASCENDANT)], SituationFamiliale.MARIE, 2),
    ],
)
def test_la_categorie_suit_le_tableau_de_l_arrete(
    personnes: list[Personne], situation: SituationFamiliale, attendue: int
) -> None:
    menage = de(personnes, situation)
    assert (menage.numero, menage.personnes_supplementaires) == (attendue, 0)


def test_l_anniversaire_du_lendemain_laisse_le_menage_jeune() -> None:
    personnes = couple(le("1996-06-30"), le("2000-07-01"))
    assert de(personnes, CONCUBIN).numero == 3
    assert categorie(personnes, CONCUBIN, au=le("2026-07-01"), baremes=BAREMES).numero == 2


def test_au_dela_de_six_chaque_personne_est_comptee_en_plus() -> None:
    menage = de(nombreux(6), CONCUBIN)
    assert (menage.numero, menage.personnes_supplementaires) == (6, 2)
    assert menage.explication.resultat == "catégorie 6 + 2 personne(s)"


def test_six_personnes_dont_une_handicapee_restent_en_categorie_six() -> None:
    menage = de([*nombreux(3), un_enfant(handicap=True)], CONCUBIN)
    assert (menage.numero, menage.personnes_supplementaires) == (6, 0)


def test_la_categorie_explique_ce_qu_elle_a_regarde() -> None:
    entrees = de(couple(NE_A_30, NE_A_25), CONCUBIN).explication.entrees
    assert entrees["jeune_menage"] == "oui"
    assert entrees["nombre_personnes"] == "2"


@pytest.mark.parametrize(
    ("n_2", "n_1", "retenu", "annee"),
    [
        ("40000", "36000", "36000", 2025),
        ("40000", "36000.01", "40000", 2024),
        ("40000", "36001", "40000", 2024),
        ("40000", "0", "0", 2025),
        ("0", "0", "0", 2024),
    ],
)
def test_une_baisse_d_un_dixieme_fait_retenir_les_revenus_de_n_1(n_2: str, n_1: str, retenu: str, annee: int) -> None:
    personne = une_personne(revenus_fiscaux=revenus(a2024=n_2, a2025=n_1))
    ressources = ressources_retenues([personne], au=AU, baremes=BAREMES)
    assert (ressources.montant, ressources.annee) == (euros(retenu), annee)


def test_l_annee_de_reference_suit_la_date_d_appreciation() -> None:
    personne = une_personne(revenus_fiscaux=revenus(a2024="40000", a2025="30000"))
    assert ressources_retenues([personne], au=le("2026-12-31"), baremes=BAREMES).montant == euros("30000")
    assert ressources_retenues([personne], au=le("2027-01-01"), baremes=BAREMES).annee == 2025


def test_un_revenu_n_2_absent_rend_les_ressources_inconnues_en_le_nommant() -> None:
    foyer = [une_personne(), un_conjoint(revenus_fiscaux=revenus(a2025="5000"))]
    ressources = ressources_retenues(foyer, au=AU, baremes=BAREMES)
    assert ressources.montant is None
    assert ressources.manquants == ("personnes[1].revenus_fiscaux[2024]",)
    assert ressources.explication.resultat == "INCONNU"


def test_un_revenu_n_1_absent_chez_un_seul_laisse_n_2() -> None:
    foyer = [
        une_personne(revenus_fiscaux=revenus(a2024="30000", a2025="1000")),
        un_conjoint(revenus_fiscaux=revenus(a2024="10000")),
    ]
    assert ressources_retenues(foyer, au=AU, baremes=BAREMES).montant == euros("40000")


def test_une_personne_a_charge_n_a_pas_a_declarer_mais_son_revenu_compte() -> None:
    assert ressources_retenues(seul(1), au=AU, baremes=BAREMES).montant == euros("18000")
    foyer = [une_personne(), un_enfant(revenus_fiscaux=revenus(a2024="2000"))]
    assert ressources_retenues(foyer, au=AU, baremes=BAREMES).montant == euros("20000")
