"""La table des anomalies : chaque règle au seuil, juste en deçà, juste au-delà, et quand une donnée manque."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from fabrique_energie import un_releve
from fabrique_quittancement import BAREMES, le

from quittancement.domain.energie.anomalies import (
    Regle,
    chauffage_derive,
    compteur_bloque,
    eau_hausse,
    ecart_general,
    fuite_permanente,
    sous_consommation,
    surchauffe,
)
from quittancement.domain.energie.consommation import Consommation
from quittancement.domain.energie.releve import Releve

AU = le("2026-02-28")
F = Fraction


def conso(unites: str | int, certitude: str = "verifie") -> Consommation:
    return Consommation(quantite=F(unites) * 1000, certitude=certitude)


def test_chaque_regle_a_son_seuil_date_et_source() -> None:
    for regle in Regle:
        seuil = BAREMES.au(regle.parametre, AU)
        assert seuil.source
        assert seuil.certitude in ("verifie", "parametre")


@pytest.mark.parametrize(
    ("mois", "precedentes", "zone", "reponse", "reference"),
    [
        (20, (10, 10, 10), None, "NON", "trois années"),
        ("20.001", (10, 10, 10), None, "OUI", "trois années"),
        ("20.001", (5, 10, 15), 1, "OUI", "trois années"),
        (0, (10, 10, 10), None, "NON", "trois années"),
        (21, (10, 10, None), 10, "OUI", "zone"),
        (20, (None, None, None), 10, "NON", "zone"),
        (21, (0, 0, 0), 10, "OUI", "zone"),
    ],
)
def test_hausse_d_eau(
    mois: str | int, precedentes: Sequence[int | None], zone: int | None, reponse: str, reference: str
) -> None:
    verdict = eau_hausse(
        conso(mois),
        precedentes=[None if p is None else conso(p) for p in precedentes],
        zone=None if zone is None else F(zone * 1000),
        au=AU,
        baremes=BAREMES,
    )
    assert (verdict.reponse.value, verdict.explication.entrees["reference"]) == (reponse, reference)
    assert "L2224-12-4" in verdict.explication.article


@pytest.mark.parametrize("precedentes", [(10, 10, None), (0, 0, 0)])
def test_hausse_d_eau_sans_histoire_ni_zone_est_inconnue(precedentes: Sequence[int | None]) -> None:
    passees = [None if p is None else conso(p) for p in precedentes]
    verdict = eau_hausse(conso(99), precedentes=passees, zone=None, au=AU, baremes=BAREMES)
    assert (verdict.reponse.value, verdict.manquants) == ("INCONNU", ["trois_annees", "moyenne_de_zone"])
    muette = eau_hausse(None, precedentes=passees, zone=None, au=AU, baremes=BAREMES)
    assert (muette.reponse.value, muette.manquants) == ("INCONNU", ["consommation"])


def nuits(*debits: int | None, debut: int = 1) -> list[Releve]:
    return [
        un_releve(f"2026-02-{jour:02d}", "10", "TELERELEVE", debit_nocturne=debit)
        for jour, debit in enumerate(debits, start=debut)
    ]


@pytest.mark.parametrize(
    ("releves", "reponse"),
    [
        (nuits(5, 5, 5), "OUI"),
        (nuits(4, 5, 5, 4, 5, 5), "NON"),
        (nuits(5, 5, 0, 5), "NON"),
        ([*nuits(5, 5), *nuits(5, debut=4)], "NON"),
        (nuits(5, 5, None, 5, 5), "NON"),
        (nuits(0, 9, 8, 7), "OUI"),
        (nuits(None, None), "INCONNU"),
        ([], "INCONNU"),
    ],
)
def test_fuite_permanente(releves: list[Releve], reponse: str) -> None:
    assert fuite_permanente(releves, au=AU, baremes=BAREMES).reponse.value == reponse


def test_une_fuite_enjambe_la_fin_de_fevrier() -> None:
    releves = [un_releve(j, "1", debit_nocturne=6) for j in ("2026-02-27", "2026-02-28", "2026-03-01")]
    assert fuite_permanente(releves, au=AU, baremes=BAREMES).reponse.value == "OUI"


@pytest.mark.parametrize(
    ("general", "divisionnaires", "reponse", "grave"),
    [
        (100, (50, 40), "NON", False),
        (100, (50, "39.999"), "OUI", False),
        (100, (60, "50.001"), "OUI", False),
        (100, (50, 30), "OUI", False),
        (100, (50, "29.999"), "OUI", True),
        (0, (0, 0), "NON", False),
        (0, (1, 0), "OUI", True),
        (100, (50, None), "INCONNU", False),
        (100, (), "INCONNU", False),
        (None, (50, 40), "INCONNU", False),
    ],
)
def test_ecart_du_general(
    general: int | None, divisionnaires: Sequence[int | str | None], reponse: str, grave: bool
) -> None:
    verdict, est_grave = ecart_general(
        None if general is None else conso(general),
        [None if d is None else conso(d) for d in divisionnaires],
        au=AU,
        baremes=BAREMES,
    )
    assert (verdict.reponse.value, est_grave) == (reponse, grave)


@pytest.mark.parametrize(
    ("mesure", "occupe", "reponse", "manquants"),
    [
        (conso(0), True, "OUI", []),
        (conso("0.001"), True, "NON", []),
        (conso(0), False, "NON", []),
        (None, False, "NON", []),
        (conso(0), None, "INCONNU", ["occupation"]),
        (None, True, "INCONNU", ["consommation"]),
    ],
)
def test_compteur_bloque(mesure: Consommation | None, occupe: bool | None, reponse: str, manquants: list[str]) -> None:
    verdict = compteur_bloque(mesure, occupe=occupe, au=AU, baremes=BAREMES)
    assert (verdict.reponse.value, verdict.manquants) == (reponse, manquants)


DROIT = [(F(x), 1000 * (10 + F(x))) for x in range(0, 240, 20)]
"""Douze mois sans bruit : 10 + DJU."""
BRUITE = [(x, y + (3000 if rang % 2 else -3000)) for rang, (x, y) in enumerate(DROIT)]
PLAT = [(x, F(5000 + 1000 * (rang % 2))) for rang, (x, _) in enumerate(DROIT)]


@pytest.mark.parametrize(
    ("mois", "historique", "reponse", "manquants"),
    [
        (110, DROIT, "NON", []),
        ("110.001", DROIT, "OUI", []),
        (80, DROIT, "NON", []),
        (117, BRUITE, "NON", []),
        (120, BRUITE, "OUI", []),
        (110, DROIT[:11], "INCONNU", ["historique"]),
        (110, PLAT, "INCONNU", ["r2"]),
    ],
    ids=["attendu", "au-delà du bruit nul", "baisse", "dans le bruit", "hors du bruit", "onze mois", "R² bas"],
)
def test_derive_du_chauffage(
    mois: str | int, historique: list[tuple[Fraction, Fraction]], reponse: str, manquants: list[str]
) -> None:
    verdict = chauffage_derive(conso(mois), dju=F(100), historique=historique, au=AU, baremes=BAREMES)
    assert (verdict.reponse.value, verdict.manquants) == (reponse, manquants)


def test_la_hausse_corrigee_du_climat_suffit_quand_le_bruit_est_grand() -> None:
    tres_bruite = [(x, y + (20000 if rang % 2 else -20000)) for rang, (x, y) in enumerate(DROIT)]
    (attendue,) = {
        chauffage_derive(conso(1), dju=F(200), historique=tres_bruite, au=AU, baremes=BAREMES).explication.entrees[
            "attendue"
        ]
    }
    seuil = F(attendue.replace(",", ".")) * F(115, 100)
    for ecart, reponse in ((F(-1, 10), "NON"), (F(1, 10), "OUI")):
        mesure = Consommation(quantite=(seuil + ecart) * 1000, certitude="verifie")
        verdict = chauffage_derive(mesure, dju=F(200), historique=tres_bruite, au=AU, baremes=BAREMES)
        assert verdict.reponse.value == reponse


def test_en_ete_le_dju_nul_se_compare_a_la_constante_et_sans_dju_c_est_inconnu() -> None:
    assert chauffage_derive(conso(10), dju=F(0), historique=DROIT, au=AU, baremes=BAREMES).reponse.value == "NON"
    assert chauffage_derive(conso(12), dju=F(0), historique=DROIT, au=AU, baremes=BAREMES).reponse.value == "OUI"
    verdict = chauffage_derive(conso(10), dju=None, historique=DROIT, au=AU, baremes=BAREMES)
    assert (verdict.reponse.value, verdict.manquants) == ("INCONNU", ["dju"])


@pytest.mark.parametrize(
    ("mesure", "surface", "autres", "reponse", "manquants"),
    [
        (conso(15), 5000, [1000] * 5, "NON", []),
        (conso("14.999"), 5000, [1000] * 5, "OUI", []),
        (conso(0), 5000, [1000] * 5, "OUI", []),
        (conso(0), 5000, [1000] * 4, "INCONNU", ["moyenne_de_l_immeuble"]),
        (conso(0), 5000, [0] * 5, "INCONNU", ["moyenne_de_l_immeuble"]),
        (conso(0), None, [1000] * 5, "INCONNU", ["surface"]),
        (None, 5000, [1000] * 5, "INCONNU", ["consommation"]),
    ],
)
def test_sous_consommation(
    mesure: Consommation | None, surface: int | None, autres: list[int], reponse: str, manquants: list[str]
) -> None:
    verdict = sous_consommation(
        mesure, surface_dm2=surface, autres_par_m2=[F(a) for a in autres], au=AU, baremes=BAREMES
    )
    assert (verdict.reponse.value, verdict.manquants) == (reponse, manquants)


@pytest.mark.parametrize(
    ("temperatures", "reponse"), [((210, 210), "NON"), ((210, 211), "OUI"), ((190, 240), "OUI"), ((), "INCONNU")]
)
def test_surchauffe(temperatures: Sequence[int], reponse: str) -> None:
    releves = [un_releve(f"2026-02-{j:02d}", "1", temperature=t) for j, t in enumerate(temperatures, start=1)]
    assert surchauffe(releves, au=AU, baremes=BAREMES).reponse.value == reponse


def test_une_mesure_incertaine_rend_la_reponse_incertaine_et_dit_ses_entrees() -> None:
    verdict = compteur_bloque(conso(0, "incertain"), occupe=True, au=AU, baremes=BAREMES)
    assert verdict.explication.certitude == "incertain"
    assert verdict.explication.entrees["consommation"] == "0,000"
    assert verdict.explication.entrees["certitude_mesure"] == "incertain"
    assert verdict.explication.entrees["anomalie_compteur_bloque"].startswith("60 jours")
    assert compteur_bloque(conso(0), occupe=True, au=AU, baremes=BAREMES).explication.certitude == "parametre"
