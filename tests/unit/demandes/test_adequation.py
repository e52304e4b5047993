"""Adéquation du logement au ménage : occupation, typologie, taux d'effort."""

from __future__ import annotations

import pytest
from constructeurs_demandes import BAREMES, euros, le, un_conjoint, un_enfant, un_logement, une_personne

from demandes.domain.adequation import adequation, sous_occupation, sur_occupation, taux_effort, typologies_usuelles
from demandes.domain.foyer import Personne
from socle.domaine.explication import Reponse, Verdict

AU = le("2026-03-01")
OUI, NON, INCONNU = Reponse.OUI, Reponse.NON, Reponse.INCONNU


@pytest.mark.parametrize(
    ("pieces", "occupants", "reponse"), [(4, 2, OUI), (3, 2, NON), (2, 1, NON), (3, 1, OUI), (None, 2, INCONNU)]
)
def test_un_logement_de_plus_d_une_piece_en_trop_est_sous_occupe(
    pieces: int | None, occupants: int, reponse: Reponse
) -> None:
    verdict = sous_occupation(nombre_pieces=pieces, occupants=occupants, au=AU, baremes=BAREMES)
    assert verdict.reponse is reponse


@pytest.mark.parametrize(
    ("surface", "occupants", "reponse"),
    [
        (899, 1, OUI),
        (900, 1, NON),
        (1599, 2, OUI),
        (1600, 2, NON),
        (2499, 3, OUI),
        (2500, 3, NON),
        (6999, 8, OUI),
        (7000, 8, NON),
        (7000, 10, NON),
        (None, 2, INCONNU),
    ],
)
def test_la_surface_minimale_croit_avec_les_occupants_jusqu_a_soixante_dix_metres_carres(
    surface: int | None, occupants: int, reponse: Reponse
) -> None:
    verdict = sur_occupation(surface_habitable_dm2=surface, occupants=occupants, au=AU, baremes=BAREMES)
    assert verdict.reponse is reponse
    assert verdict.explication.certitude == "memoire"


@pytest.mark.parametrize(
    ("personnes", "usuelles"),
    [
        ([une_personne()], ["T1", "T1BIS", "T2"]),
        ([une_personne(), un_conjoint()], ["T2", "T3"]),
        ([une_personne(), un_enfant()], ["T2", "T3"]),
        ([une_personne(), un_conjoint(), un_enfant(), un_enfant()], ["T3", "T4"]),
        ([une_personne(), *[un_enfant()] * 5], ["T5", "T6", "T7"]),
    ],
)
def test_la_typologie_usuelle_suit_la_composition_du_menage(personnes: list[Personne], usuelles: list[str]) -> None:
    assert typologies_usuelles(personnes, au=AU, baremes=BAREMES) == usuelles


def convient(personnes: list[Personne], **logement: object) -> Verdict:
    return adequation(personnes, un_logement(**logement), au=AU, baremes=BAREMES)


def test_un_deux_pieces_convient_a_une_personne_seule() -> None:
    assert convient([une_personne()]).reponse is OUI


def test_un_quatre_pieces_ne_convient_pas_a_un_couple() -> None:
    verdict = convient([une_personne(), un_conjoint()], typologie="T4", nombre_pieces=4, surface_habitable_dm2=8000)
    assert verdict.reponse is NON
    assert verdict.explication.entrees["sous_occupation"] == "OUI"


def test_une_surface_inconnue_laisse_l_adequation_inconnue_sauf_si_une_regle_dit_deja_non() -> None:
    verdict = convient([une_personne()], surface_habitable_dm2=None)
    assert (verdict.reponse, verdict.manquants) == (INCONNU, ("surface_habitable_dm2",))
    assert convient([une_personne()], surface_habitable_dm2=None, typologie="T5").reponse is NON


def effort(ressources: str | None, aide: str | None, **logement: object) -> Verdict:
    return taux_effort(
        un_logement(**logement),
        ressources_mensuelles=None if ressources is None else euros(ressources),
        aide_logement=None if aide is None else euros(aide),
        au=AU,
        baremes=BAREMES,
    )


@pytest.mark.parametrize(
    ("ressources", "aide", "reponse", "taux"),
    [
        ("1500", None, OUI, "28,00 %"),
        ("1000", None, INCONNU, "42,00 %"),
        ("1000", "0", NON, "42,00 %"),
        ("1000", "90", OUI, "33,00 %"),
        ("1000", "89.99", NON, "33,00 %"),
        ("1000", "500", OUI, "0,00 %"),
        ("0", "0", NON, "sans ressources"),
        ("0", None, INCONNU, "sans ressources"),
        ("0", "420", OUI, "sans ressources"),
        (None, "100", INCONNU, "inconnu"),
    ],
)
def test_le_taux_d_effort_compare_la_charge_nette_aux_ressources(
    ressources: str | None, aide: str | None, reponse: Reponse, taux: str
) -> None:
    verdict = effort(ressources, aide)
    assert verdict.reponse is reponse
    assert verdict.explication.entrees["taux"] == taux


def test_un_taux_inconnu_nomme_ce_qui_manque_et_le_seuil_est_un_choix_du_bailleur() -> None:
    assert effort("1000", None).manquants == ("aide_logement",)
    assert effort(None, "100").manquants == ("ressources_mensuelles",)
    assert effort("1500", "0").explication.certitude == "parametre"
