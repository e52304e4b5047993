"""Ce qui entre : instants d'un fait passé, et commune d'une résidence."""

from __future__ import annotations

from uuid import UUID

import pytest
from fabrique_proximite import BAREMES, a, une_reclamation

from proximite.domain.codes import lire_instant_passe
from proximite.domain.occupation import Residence
from socle.domaine.refus import DonneeInvalide

MAINTENANT = a("2026-11-24T12:00:00+00:00")


@pytest.mark.parametrize(
    "texte", ["2026-11-24T13:00:00+01:00", "2026-11-24T13:01:00+01:00", "2024-02-29T23:59:59+01:00"]
)
def test_un_fait_est_passe_a_une_minute_d_horloge_pres(texte: str) -> None:
    assert lire_instant_passe(texte, champ="ouverte_le", au=MAINTENANT) == a(texte)


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("2026-11-24T13:01:01+01:00", "DATE_FUTURE"),
        ("2027-01-01T00:00:00+01:00", "DATE_FUTURE"),
        ("2026-11-24T11:00:00", "FUSEAU_ABSENT"),
        ("2026-11-24", "INSTANT_ILLISIBLE"),
        ("hier", "INSTANT_ILLISIBLE"),
    ],
)
def test_un_fait_futur_ou_illisible_est_refuse(texte: str, code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        lire_instant_passe(texte, champ="ouverte_le", au=MAINTENANT)
    assert (refus.value.code, refus.value.champ) == (code, "ouverte_le")


@pytest.mark.parametrize(
    ("code_insee", "subdivision"),
    [
        ("57463", "57"),
        ("67482", "67"),
        ("68224", "68"),
        ("69123", None),
        ("75056", None),
        ("2A004", None),
        ("97411", None),
        ("05057", None),
    ],
)
def test_les_feries_locaux_suivent_le_departement_de_la_commune(code_insee: str, subdivision: str | None) -> None:
    assert Residence(residence_id=UUID(int=4), code_insee=code_insee).subdivision == subdivision


def test_la_saint_etienne_recule_l_echeance_a_strasbourg_et_l_explication_le_dit() -> None:
    """U3 ouverte le lundi 15/12/2025 : dix jours ouvrés en sautant Noël ; à Strasbourg, le vendredi 26 aussi."""
    ouverte_le = a("2025-12-15T10:00:00+01:00")
    ailleurs, strasbourg = (
        une_reclamation(ouverte_le=ouverte_le, subdivision=s, baremes=BAREMES) for s in (None, "67")
    )
    assert (strasbourg.resolution_avant - ailleurs.resolution_avant).days == 1
    assert ailleurs.explications[-1].entrees["feries_locaux"] == "aucun connu"
    assert strasbourg.explications[-1].entrees["feries_locaux"] == "67"
