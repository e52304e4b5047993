"""DJU, correction climatique, régression, interpolation : l'exemple de la spécification et ses bords."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from fabrique_energie import RETOURNEMENT, des_releves, index, un_compteur, un_point, un_releve
from fabrique_quittancement import BAREMES, le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.energie.climat import Climat, TemperatureDuJour, ajuster, corriger, decimal, dju_du_jour
from quittancement.domain.energie.compteur import Fluide, Usage
from quittancement.domain.energie.consommation import Chaine, Mesure
from socle.domaine.explication import Reponse

CHAUFFAGE = un_point(fluide=Fluide.CHALEUR, usage=Usage.CHAUFFAGE)


def climat(du: str, *dju: int | str) -> Climat:
    return Climat({le(du) + timedelta(days=n): Fraction(d) for n, d in enumerate(dju)})


@pytest.mark.parametrize(
    ("minimum", "maximum", "dju"),
    [(20, 100, "12"), (-50, 15, "19.75"), (180, 180, "0"), (150, 290, "0"), (179, 180, "0.05")],
)
def test_le_dju_du_jour_vient_des_extremes(minimum: int, maximum: int, dju: str) -> None:
    jour = TemperatureDuJour(jour=le("2026-01-01"), minimum=minimum, maximum=maximum)
    assert dju_du_jour(jour, base=18) == Fraction(dju)


def test_l_exemple_de_la_specification() -> None:
    corrigee, verdict = corriger(
        Fraction(118_000), dju=Fraction(2210), reference=Fraction(2450), au=le("2026-12-31"), baremes=BAREMES
    )
    assert corrigee is not None
    assert decimal(corrigee / 1000) == "130,8"
    assert (verdict.reponse, verdict.explication.resultat) == (Reponse.OUI, "130,8")


@pytest.mark.parametrize(
    ("dju", "reference", "manquants"),
    [
        (None, Fraction(2450), ["dju_periode"]),
        (Fraction(2210), None, ["dju_reference"]),
        (Fraction(0), Fraction(2450), ["dju_periode_non_nul"]),
    ],
)
def test_sans_dju_on_ne_corrige_pas(dju: Fraction | None, reference: Fraction | None, manquants: list[str]) -> None:
    corrigee, verdict = corriger(Fraction(1), dju=dju, reference=reference, au=le("2026-12-31"), baremes=BAREMES)
    assert (corrigee, verdict.reponse, verdict.manquants) == (None, Reponse.INCONNU, manquants)


def test_un_jour_manquant_rend_la_somme_inconnue() -> None:
    troue = Climat({le("2026-02-27"): Fraction(5), le("2026-03-01"): Fraction(7)})
    assert troue.entre(le("2026-02-27"), le("2026-03-02")) is None
    assert troue.entre(le("2026-02-27"), le("2026-02-28")) == 5
    assert troue.entre(le("2026-03-01"), le("2026-03-01")) == 0
    assert climat("2024-02-28", 1, 2, 4).entre(le("2024-02-28"), le("2024-03-02")) == 7


def test_une_droite_exacte_se_retrouve_exactement() -> None:
    droite = ajuster([(Fraction(x), 10 + 3 * Fraction(x)) for x in (0, 100, 250, 400)])
    assert droite is not None
    assert (droite.constante, droite.pente, droite.r2, droite.variance) == (10, 3, 1, 0)
    assert droite.attendue(Fraction(50)) == 160


def test_le_bruit_se_mesure_a_deux_degres_de_liberte_pres() -> None:
    droite = ajuster([(Fraction(x), Fraction(y)) for x, y in ((0, 1), (1, -1), (2, -1), (3, 1))])
    assert droite is not None
    assert (droite.pente, droite.r2, droite.variance) == (0, 0, 2)


@pytest.mark.parametrize("points", [[(1, 1), (2, 2)], [(5, 1), (5, 2), (5, 3)], [(1, 4), (2, 4), (3, 4)]])
def test_rien_ne_s_ajuste_a_trop_peu_de_points_ou_sans_variation(points: list[tuple[int, int]]) -> None:
    assert ajuster([(Fraction(x), Fraction(y)) for x, y in points]) is None


def mesure(*paires: tuple[str, str], climat: Climat | None = None, chauffage: bool = False) -> Mesure:
    compteur = un_compteur(pose_le=paires[0][0], point=CHAUFFAGE if chauffage else None)
    chaine = Chaine(point=compteur.point, compteurs=[compteur], releves={compteur.id: des_releves(*paires)})
    return Mesure(chaine, retournement=RETOURNEMENT, climat=climat)


def lue(m: Mesure, du: str, au: str) -> tuple[str, str] | None:
    consomme = m.consommation(le(du), le(au))
    return None if consomme is None else (decimal(consomme.quantite / 1000, 2), consomme.certitude)


def test_l_eau_s_interpole_au_jour_et_rien_ne_s_extrapole() -> None:
    m = mesure(("2026-01-01", "0"), ("2026-01-31", "30"), ("2026-03-02", "60"))
    assert lue(m, "2026-01-01", "2026-01-31") == ("30,00", "verifie")
    assert lue(m, "2026-01-31", "2026-02-15") == ("15,00", "calcule")
    assert lue(m, "2026-02-01", "2026-03-01") == ("28,00", "calcule")
    assert lue(m, "2026-03-01", "2026-03-03") is None
    assert lue(m, "2025-12-31", "2026-01-15") is None
    assert lue(m, "2026-01-15", "2026-01-15") is None


def test_fevrier_bissextile_a_vingt_neuf_jours() -> None:
    m = mesure(("2024-01-31", "0"), ("2024-03-31", "60"))
    assert lue(m, "2024-02-01", "2024-03-01") == ("29,00", "calcule")


def test_le_chauffage_s_interpole_au_dju() -> None:
    m = mesure(("2026-01-01", "0"), ("2026-01-05", "100"), climat=climat("2026-01-01", 10, 20, 30, 40), chauffage=True)
    assert lue(m, "2026-01-01", "2026-01-03") == ("30,00", "calcule")


@pytest.mark.parametrize(
    ("temps", "certitude"),
    [(climat("2026-07-01", 0, 0, 0, 0), "calcule"), (climat("2026-07-01", 10, 20), "incertain"), (None, "incertain")],
    ids=["DJU nul", "jours manquants", "sans station"],
)
def test_sans_dju_le_chauffage_s_interpole_au_jour_et_le_dit(temps: Climat | None, certitude: str) -> None:
    m = mesure(("2026-07-01", "0"), ("2026-07-05", "100"), climat=temps, chauffage=True)
    assert lue(m, "2026-07-01", "2026-07-03") == ("50,00", certitude)


def test_un_compteur_remplace_continue_sa_mesure_et_un_tour_de_cadran_aussi() -> None:
    ancien = un_compteur(numero=1, pose_le="2026-01-01", index_pose="99950", depose=("2026-02-01", "10"))
    neuf = un_compteur(numero=2, pose_le="2026-02-01", index_pose="5")
    chaine = Chaine(point=ancien.point, compteurs=[ancien, neuf], releves={neuf.id: des_releves(("2026-03-01", "33"))})
    m = Mesure(chaine, retournement=RETOURNEMENT)
    assert lue(m, "2026-01-01", "2026-02-01") == ("60,00", "verifie")
    assert lue(m, "2026-01-01", "2026-03-01") == ("88,00", "verifie")


def test_une_estimation_rend_la_mesure_incertaine_et_un_zero_reste_un_zero() -> None:
    compteur = un_compteur(pose_le="2026-01-01")
    releves = [un_releve("2026-02-01", "0"), un_releve("2026-03-01", "8", "ESTIME"), un_releve("2026-04-01", "20")]
    m = Mesure(
        Chaine(point=compteur.point, compteurs=[compteur], releves={compteur.id: releves}), retournement=RETOURNEMENT
    )
    assert lue(m, "2026-01-01", "2026-02-01") == ("0,00", "verifie")
    assert lue(m, "2026-02-01", "2026-03-01") == ("8,00", "incertain")
    assert lue(m, "2026-02-01", "2026-04-01") == ("20,00", "verifie")
    assert lue(m, "2026-01-01", "2026-02-15") == ("4,00", "incertain")


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12), st.integers(1, 300), st.integers(1, 300))
def test_deux_periodes_qui_se_touchent_font_leur_somme(pas: list[int], a: int, b: int) -> None:
    compteur = un_compteur(pose_le="2024-01-01")
    debut, total, releves = date(2024, 1, 1), 0, []
    for rang, valeur in enumerate(pas, start=1):
        total += valeur
        releves.append(un_releve(str(debut + timedelta(days=30 * rang)), f"{total}"))
    m = Mesure(
        Chaine(point=compteur.point, compteurs=[compteur], releves={compteur.id: releves}), retournement=RETOURNEMENT
    )
    fin = debut + timedelta(days=30 * len(pas))
    milieu = min(debut + timedelta(days=a), fin)
    bout = min(milieu + timedelta(days=b), fin)
    parties = [m.consommation(debut, milieu), m.consommation(milieu, bout)]
    entier = m.consommation(debut, bout)
    assert entier is not None
    assert sum(p.quantite for p in parties if p is not None) == entier.quantite
    tout = m.consommation(debut, fin)
    assert tout is not None
    assert tout.quantite == index(f"{total}")
