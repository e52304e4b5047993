"""L'échéance du signalement à la CAF : deux mois de quantième à quantième, sous deux régimes."""

from __future__ import annotations

import pytest
from fabrique_recouvrement import BAREMES, le

from recouvrement.domain.caf import AlerteCaf, alerte_signalement, echeance_signalement
from socle.domaine.explication import Reponse
from socle.domaine.refus import RegleViolee


@pytest.mark.parametrize(
    ("constitue_le", "avant_le", "decret", "certitude"),
    [
        ("2026-09-10", "2026-11-10", "2019-772", "verifie"),
        ("2026-10-31", "2026-12-31", "2019-772", "verifie"),
        ("2026-11-01", "2027-01-01", "2019-772", "incertain"),  # en cours à la bascule
        ("2026-12-31", "2027-02-28", "2019-772", "incertain"),  # 31 + 2 mois = dernier jour de février
        ("2027-01-01", "2027-03-01", "2026-84", "verifie"),
        ("2027-12-31", "2028-02-29", "2026-84", "verifie"),  # année bissextile
        ("2027-08-31", "2027-10-31", "2026-84", "verifie"),
    ],
)
def test_le_bailleur_a_deux_mois_apres_la_constitution(
    constitue_le: str, avant_le: str, decret: str, certitude: str
) -> None:
    echeance = echeance_signalement(
        constitue=Reponse.OUI, constitue_le=le(constitue_le), au=le(constitue_le), baremes=BAREMES
    )
    assert echeance.avant_le == le(avant_le)
    assert "R824-4" in echeance.verdict.explication.article
    assert decret in echeance.verdict.explication.article
    assert echeance.verdict.explication.certitude == certitude


@pytest.mark.parametrize(
    ("constitue", "manquants"),
    [(Reponse.INCONNU, ["constitue_le"]), (Reponse.OUI, ["constitue_le"]), (Reponse.NON, [])],
)
def test_sans_date_de_constitution_il_n_y_a_pas_d_echeance(constitue: Reponse, manquants: list[str]) -> None:
    echeance = echeance_signalement(constitue=constitue, constitue_le=None, au=le("2026-09-15"), baremes=BAREMES)
    assert echeance.avant_le is None
    assert echeance.verdict.reponse is (Reponse.INCONNU if manquants else Reponse.NON)
    assert list(echeance.verdict.manquants) == manquants


def test_avant_le_texte_en_vigueur_le_delai_n_est_pas_invente() -> None:
    with pytest.raises(RegleViolee) as refus:
        alerte_signalement(constitue_le=le("2019-08-31"), au=le("2019-09-15"), baremes=BAREMES)
    assert refus.value.code == "PARAMETRE_INCONNU"


@pytest.mark.parametrize(
    ("au", "alerte"),
    [
        ("2026-09-25", AlerteCaf.DANS_LES_TEMPS),
        ("2026-09-26", AlerteCaf.OBJECTIF_DEPASSE),
        ("2026-10-25", AlerteCaf.OBJECTIF_DEPASSE),
        ("2026-10-26", AlerteCaf.ROUGE),
        ("2026-11-10", AlerteCaf.ROUGE),
        ("2026-11-11", AlerteCaf.HORS_DELAI),
    ],
)
def test_l_alerte_monte_jusqu_au_dernier_jour_legal(au: str, alerte: AlerteCaf) -> None:
    assert alerte_signalement(constitue_le=le("2026-09-10"), au=le(au), baremes=BAREMES) is alerte
