"""Le plan de fautes : une fonction de la graine, et rien d'autre."""

from __future__ import annotations

import itertools

import pytest

from console.chaos.plan import NATURES, SURSIS, Genre, Voie, compter, dresser


def test_la_meme_graine_donne_le_meme_plan() -> None:
    assert dresser(duree_s=120, graine=7) == dresser(duree_s=120, graine=7)


def test_une_autre_graine_donne_un_autre_plan() -> None:
    assert dresser(duree_s=120, graine=7) != dresser(duree_s=120, graine=8)


@pytest.mark.parametrize("graine", [1, 7, 42, 2026])
def test_deux_minutes_portent_cent_cinquante_fautes_et_chaque_genre_deux_fois(graine: int) -> None:
    plan = dresser(duree_s=120, graine=graine)
    nombres = compter(plan)
    assert len(plan) >= 150
    assert set(nombres) == {genre.value for genre in Genre}
    assert min(nombres.values()) >= 2


@pytest.mark.parametrize("duree_s", [60, 120, 300])
def test_les_fautes_lourdes_d_une_voie_ne_se_recouvrent_pas(duree_s: float) -> None:
    for voie in (Voie.SERVEURS, Voie.PROCESSUS):
        fautes = [f for f in dresser(duree_s=duree_s, graine=3) if f.nature.voie is voie]
        for avant, apres in itertools.pairwise(fautes):
            assert apres.debut_s >= avant.debut_s + avant.nature.tenue - 0.01


@pytest.mark.parametrize("duree_s", [60, 90, 120])
def test_toute_faute_tombe_dans_la_duree_et_vise_une_cible_de_son_genre(duree_s: float) -> None:
    for faute in dresser(duree_s=duree_s, graine=11):
        assert SURSIS <= faute.debut_s <= duree_s
        assert faute.cible in NATURES[faute.genre].cibles


def test_une_course_trop_courte_est_refusee() -> None:
    with pytest.raises(ValueError, match="60 secondes"):
        dresser(duree_s=59, graine=1)
