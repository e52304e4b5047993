"""Prorata : au jour près, bornes incluses, selon le mode figé par le bail."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from fabrique_quittancement import eur, le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.prorata import ModeProrata, prorata
from socle.domaine.montant import Montant
from socle.domaine.periodes import Mois, Periode
from socle.domaine.refus import RegleViolee

CAS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "tables_prorata.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
COLONNES = {ModeProrata.JOURS_REELS: "reels", ModeProrata.TRENTIEME: "trentieme", ModeProrata.ANNUEL_365: "annuel"}


@pytest.mark.parametrize("mode", ModeProrata)
@pytest.mark.parametrize("cas", CAS, ids=lambda c: c["cas"])
def test_le_prorata_suit_la_table(cas: dict[str, Any], mode: ModeProrata) -> None:
    occupation = Periode(le(cas["debut"]), le(cas["fin"]) if cas["fin"] else None)
    part = prorata(Mois.lire(cas["mois"]), occupation, mode=mode)
    assert part.appliquer(Montant(41237)) == eur(cas[COLONNES[mode]])


def test_un_mois_hors_du_bail_est_refuse() -> None:
    with pytest.raises(RegleViolee) as refus:
        prorata(Mois(2026, 1), Periode(le("2026-02-01")), mode=ModeProrata.JOURS_REELS)
    assert refus.value.code == "BAIL_HORS_PERIODE"


@given(
    st.integers(1, 12),
    st.integers(1, 31),
    st.integers(1, 31),
    st.sampled_from(ModeProrata),
    st.integers(0, 500_000),
)
def test_une_occupation_partielle_ne_coute_jamais_plus_que_le_mois(
    numero: int, debut: int, fin: int, mode: ModeProrata, centimes: int
) -> None:
    mois = Mois(2027, numero)
    bornes = sorted(min(j, mois.nombre_de_jours) for j in (debut, fin))
    occupation = Periode(mois.premier_jour.replace(day=bornes[0]), mois.premier_jour.replace(day=bornes[1]))
    du = prorata(mois, occupation, mode=mode).appliquer(Montant(centimes))
    assert Montant.zero() <= du <= Montant(centimes)
