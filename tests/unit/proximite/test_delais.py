"""Les délais de service : chaque échéance se calcule et s'explique."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from fabrique_proximite import BAREMES, a, baremes_avec, le
from hypothesis import given
from hypothesis import strategies as st

from proximite.domain.delais import calendrier_du_service, echeances
from proximite.domain.taxonomie import NiveauUrgence
from socle.domaine.baremes import BaremeMalForme
from socle.domaine.refus import DonneeInvalide, RegleViolee

CAS = yaml.safe_load((Path(__file__).parent / "delais.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: cas["cas"])
def test_les_echeances_de_la_table(cas: dict[str, Any]) -> None:
    delais = echeances(NiveauUrgence(cas["urgence"]), ouverte_le=a(cas["ouverte_le"]), baremes=BAREMES)
    assert delais.accuse_avant == a(cas["accuse"])
    assert delais.reponse_avant == a(cas["reponse"])
    assert delais.resolution_avant == a(cas["resolution"])
    assert {instant.tzinfo for instant in (delais.accuse_avant, delais.reponse_avant, delais.resolution_avant)} == {UTC}


def test_chaque_echeance_dit_sa_regle_sa_source_et_ses_heures() -> None:
    delais = echeances(NiveauUrgence.U3, ouverte_le=a("2026-11-27T16:45:00+01:00"), baremes=BAREMES)
    accuse, reponse, resolution = delais.explications
    assert [e.regle for e in delais.explications] == ["echeance_accuse", "echeance_reponse", "echeance_resolution"]
    assert accuse.resultat == "01/12/2026 16:45 (Paris)"
    assert accuse.entrees["heures_d_ouverture"] == "09:00-12:00, 14:00-17:00"
    assert reponse.entrees["delai_reponse_u3"] == "5 jours ouvrés"
    assert resolution.certitude == "parametre"
    assert resolution.date == le("2026-11-27")


def test_le_bareme_se_lit_au_jour_de_paris_de_l_ouverture() -> None:
    delais = echeances(NiveauUrgence.U1, ouverte_le=a("2026-12-31T23:30:00+00:00"), baremes=BAREMES)
    assert delais.explications[0].date == le("2027-01-01")


def test_un_vendredi_saint_n_est_ferie_qu_en_alsace_moselle() -> None:
    veille = a("2026-04-02T10:00:00+02:00")
    ailleurs = echeances(NiveauUrgence.U3, ouverte_le=veille, baremes=BAREMES)
    a_metz = echeances(NiveauUrgence.U3, ouverte_le=veille, baremes=BAREMES, subdivision="57")
    assert ailleurs.accuse_avant == a("2026-04-07T10:00:00+02:00")
    assert a_metz.accuse_avant == a("2026-04-08T10:00:00+02:00")


def test_une_fermeture_exceptionnelle_ne_consomme_pas_de_delai() -> None:
    baremes = baremes_avec("fermetures_exceptionnelles", [le("2026-11-25")])
    delais = echeances(NiveauUrgence.U3, ouverte_le=a("2026-11-24T10:00:00+01:00"), baremes=baremes)
    assert delais.accuse_avant == a("2026-11-27T10:00:00+01:00")


def test_le_bailleur_peut_changer_d_horloge() -> None:
    baremes = baremes_avec("delai_accuse_u2", 1, unite="jours ouvrés")
    delais = echeances(NiveauUrgence.U2, ouverte_le=a("2026-11-28T10:00:00+01:00"), baremes=baremes)
    assert delais.accuse_avant == a("2026-11-30T17:00:00+01:00")


def test_une_unite_inconnue_est_un_bareme_mal_forme() -> None:
    baremes = baremes_avec("delai_accuse_u2", 1, unite="lunes")
    with pytest.raises(BaremeMalForme, match="lunes"):
        echeances(NiveauUrgence.U2, ouverte_le=a("2026-11-28T10:00:00+01:00"), baremes=baremes)


@pytest.mark.parametrize("plages", [[], ["09:00"], ["12:00-09:00"], ["09:00-12:00", "11:00-17:00"], ["9 h-12 h"], [9]])
def test_des_heures_d_ouverture_illisibles_sont_un_bareme_mal_forme(plages: list[Any]) -> None:
    with pytest.raises(BaremeMalForme, match="heures_d_ouverture"):
        calendrier_du_service(au=le("2026-11-24"), baremes=baremes_avec("heures_d_ouverture", plages))


def test_un_instant_sans_fuseau_est_refuse() -> None:
    with pytest.raises(DonneeInvalide) as refus:
        echeances(NiveauUrgence.U1, ouverte_le=datetime(2026, 11, 24, 10), baremes=BAREMES)
    assert refus.value.code == "FUSEAU_ABSENT"


def test_avant_le_premier_bareme_aucun_delai_n_est_invente() -> None:
    with pytest.raises(RegleViolee) as refus:
        echeances(NiveauUrgence.U1, ouverte_le=a("1999-12-31T10:00:00+01:00"), baremes=BAREMES)
    assert refus.value.code == "PARAMETRE_INCONNU"


@given(minutes=st.integers(min_value=0, max_value=2 * 365 * 24 * 60), urgence=st.sampled_from(list(NiveauUrgence)))
def test_une_echeance_consomme_exactement_son_delai(minutes: int, urgence: NiveauUrgence) -> None:
    ouverte_le = a("2026-01-01T00:00:00+01:00") + timedelta(minutes=minutes)
    delais = echeances(urgence, ouverte_le=ouverte_le, baremes=BAREMES)
    delai = BAREMES.au(f"delai_resolution_{urgence.value.lower()}", ouverte_le.date())
    if delai.unite == "heures calendaires":
        assert delais.resolution_avant - ouverte_le == timedelta(hours=delai.valeur)
    else:
        calendrier = calendrier_du_service(au=ouverte_le.date(), baremes=BAREMES)
        assert calendrier.consomme(ouverte_le, delais.resolution_avant) == timedelta(hours=6 * delai.valeur)
    assert ouverte_le < delais.reponse_avant <= delais.resolution_avant
