"""Le tri des codes : ce qui n'est pas dit ordinaire se tait."""

from __future__ import annotations

import pytest
from constructeurs_demandes import BAREMES, le

from demandes.domain.reserve import RESERVE, logement_actuel_lisible, motif_publiable, motifs_lisibles

JOUR = le("2026-11-24")


@pytest.mark.parametrize(
    ("nomenclature", "ordinaires", "tus"),
    [
        ("motifs_demande", "motifs_ordinaires", {"VIOLENCES_FAMILIALES", "HANDICAP", "SANTE"}),
        (
            "logements_actuels",
            "logements_actuels_ordinaires",
            {"APPARTEMENT_COORDINATION_THERAPEUTIQUE", "CENTRE_ENFANCE"},
        ),
        ("motifs_non_attribution", "motifs_decision_ordinaires", {"INADAPTATION_HANDICAP", "TROUBLES_JUGES"}),
        ("motifs_irrecevabilite", "motifs_decision_ordinaires", set()),
        ("motifs_refus_candidat", "motifs_decision_ordinaires", {"HANDICAP_INADAPTE"}),
    ],
)
def test_chaque_code_est_trie(nomenclature: str, ordinaires: str, tus: set[str]) -> None:
    codes = set(BAREMES.au(nomenclature, JOUR).valeur)
    assert codes - set(BAREMES.au(ordinaires, JOUR).valeur) == tus


def test_un_code_ajoute_plus_tard_se_tait_d_office() -> None:
    assert motifs_lisibles(["NOUVEAU", "TROP_CHER"], au=JOUR, baremes=BAREMES) == ["TROP_CHER"]
    assert logement_actuel_lisible("NOUVEAU", au=JOUR, baremes=BAREMES) == ""
    assert motif_publiable("NOUVEAU", au=JOUR, baremes=BAREMES) == RESERVE


def test_une_decision_sans_motif_reste_sans_motif() -> None:
    assert motif_publiable("", au=JOUR, baremes=BAREMES) == ""
