"""La décence : neuf mètres carrés sous 2,20 m, ou vingt mètres cubes (décret 2002-120, art. 4)."""

from __future__ import annotations

from datetime import date

import pytest
from constructeurs_baux import BAREMES, un_logement

from baux.domain.decence import exiger_decence, juger_decence
from socle.domaine.refus import DonneeInvalide, RegleViolee

JOUR = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("surface", "hauteur", "volume", "reponse", "admis"),
    [
        (900, 220, None, "OUI", True),
        (899, 220, None, "INCONNU", False),
        (899, 250, 19_999, "NON", False),
        (899, 250, 20_000, "OUI", True),
        (900, 219, None, "INCONNU", False),
        (900, 219, 19_999, "NON", False),
        (900, None, None, "INCONNU", True),
        (900, None, 19_999, "INCONNU", True),
        (800, None, None, "INCONNU", False),
    ],
)
def test_la_surface_ou_le_volume(
    surface: int, hauteur: int | None, volume: int | None, reponse: str, admis: bool
) -> None:
    logement = un_logement(surface_habitable_dm2=surface, hauteur_sous_plafond_cm=hauteur, volume_habitable_dm3=volume)
    verdict = juger_decence(logement, au=JOUR, baremes=BAREMES)
    assert (verdict.reponse.value, verdict.explication.certitude) == (reponse, "memoire")
    assert bool(verdict.manquants) == (reponse == "INCONNU")
    if admis:
        exiger_decence(logement, au=JOUR, baremes=BAREMES)
    else:
        with pytest.raises(DonneeInvalide) as refus:
            exiger_decence(logement, au=JOUR, baremes=BAREMES)
        assert refus.value.code == "SURFACE_INDECENTE"


def test_le_champ_fautif_est_la_hauteur_quand_la_surface_suffit() -> None:
    logement = un_logement(surface_habitable_dm2=900, hauteur_sous_plafond_cm=219, volume_habitable_dm3=19_999)
    with pytest.raises(DonneeInvalide) as refus:
        exiger_decence(logement, au=JOUR, baremes=BAREMES)
    assert refus.value.champ == "hauteur_sous_plafond_cm"


def test_avant_le_decret_aucun_minimum_n_est_invente() -> None:
    with pytest.raises(RegleViolee) as refus:
        juger_decence(un_logement(), au=date(2002, 1, 29), baremes=BAREMES)
    assert refus.value.code == "PARAMETRE_INCONNU"
