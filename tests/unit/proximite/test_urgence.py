"""L'urgence et sa fiche réflexe."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from fabrique_proximite import BAREMES, a, baremes_avec, le

from proximite.domain.urgence import TypeUrgence, Urgence, UrgenceDeclaree, fiche_reflexe
from socle.domaine.refus import DonneeInvalide


def une_urgence(signalee_le: datetime = a("2026-11-24T22:15:00+01:00"), lieu: str = "Hall B") -> Urgence:
    return Urgence.declarer(
        id=UUID(int=1),
        sequence_annuelle=42,
        residence_id=UUID(int=4),
        type=TypeUrgence.GAZ,
        signalee_le=signalee_le,
        lieu=lieu,
    )


def test_une_urgence_declaree_porte_son_numero_et_le_constate_sans_le_lieu() -> None:
    urgence = une_urgence()
    assert urgence.numero == "URG-2026-000042"
    assert urgence.retirer_faits() == [
        UrgenceDeclaree(type=TypeUrgence.GAZ, signalee_le=a("2026-11-24T22:15:00+01:00"))
    ]


def test_un_lieu_vide_ne_retarde_pas_l_alerte() -> None:
    assert une_urgence(lieu="").lieu == ""


def test_un_lieu_demesure_ou_un_instant_sans_fuseau_sont_refuses() -> None:
    with pytest.raises(DonneeInvalide, match="500"):
        une_urgence(lieu="x" * 501)
    with pytest.raises(DonneeInvalide, match="décalage"):
        une_urgence(signalee_le=datetime(2026, 11, 24, 22))


@pytest.mark.parametrize("type", list(TypeUrgence))
def test_chaque_type_a_une_fiche_complete_dont_chaque_ligne_est_lisible(type: TypeUrgence) -> None:
    fiche = fiche_reflexe(type, au=le("2026-11-24"), baremes=BAREMES)
    assert len(fiche) == 7
    assert all(ligne.strip() and "{" not in ligne for ligne in fiche)


@pytest.mark.parametrize(
    ("type", "numeros"),
    [
        (TypeUrgence.GAZ, ["0 800 47 33 33", "112", "18"]),
        (TypeUrgence.CO, ["18", "112", "114"]),
        (TypeUrgence.ELECTRICITE, ["15", "112", "09 72 67 50"]),
        (TypeUrgence.AGRESSION_AGENT, ["17", "15", "114"]),
        (TypeUrgence.DECES, ["15", "17"]),
    ],
)
def test_la_ligne_des_secours_cite_les_bons_numeros(type: TypeUrgence, numeros: list[str]) -> None:
    secours = fiche_reflexe(type, au=le("2026-11-24"), baremes=BAREMES)[1]
    assert all(numero in secours for numero in numeros)


def test_pour_le_gaz_on_sort_avant_d_appeler_et_on_ne_fait_pas_d_etincelle() -> None:
    fiche = fiche_reflexe(TypeUrgence.GAZ, au=le("2026-11-24"), baremes=BAREMES)
    assert fiche[0].startswith("Sortir")
    assert "De l'extérieur" in fiche[1]
    assert "étincelle" in fiche[4]


def test_pour_un_deces_rien_ne_s_affiche_dans_le_hall() -> None:
    information = fiche_reflexe(TypeUrgence.DECES, au=le("2026-11-24"), baremes=BAREMES)[-1]
    assert "ne rien afficher" in information


def test_le_bailleur_peut_remplacer_une_consigne() -> None:
    rubriques = BAREMES.au("fiche_meteo", le("2026-11-24")).valeur
    baremes = baremes_avec("fiche_meteo", {**rubriques, "alerte": "Appeler le 3e étage."})
    assert fiche_reflexe(TypeUrgence.METEO, au=le("2026-11-24"), baremes=baremes)[3] == "Appeler le 3e étage."
