"""Le patrimoine : ce qu'une résidence et un logement refusent, à la borne près."""

from __future__ import annotations

from datetime import date

import pytest
from constructeurs_baux import un_logement, une_residence

from baux.domain.patrimoine import LogementDisponible, StatutLogement
from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide, RegleViolee, TransitionInterdite


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"surface_habitable_dm2": 0}, "MESURE_NULLE", "surface_habitable_dm2"),
        ({"volume_habitable_dm3": 0}, "MESURE_NULLE", "volume_habitable_dm3"),
        ({"financement": "PLA"}, "FINANCEMENT_INCONNU", "financement"),
        ({"loyer_principal": Montant(0)}, "LOYER_NUL", "loyer_principal"),
    ],
)
def test_un_logement_mal_decrit_est_refuse(change: dict[str, object], code: str, champ: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        un_logement(**change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_le_loyer_atteint_le_maximum_de_la_convention_sans_le_depasser() -> None:
    assert un_logement(loyer_principal=Montant(45000)).loyer_principal == Montant(45000)
    with pytest.raises(RegleViolee) as refus:
        un_logement(loyer_principal=Montant(45001))
    assert (refus.value.code, refus.value.champ) == ("LOYER_AU_DESSUS_DU_MAXIMUM", "loyer_principal")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"zone": "4"}, "ZONE_INCONNUE"),
        ({"code_insee": "6912"}, "CODE_INSEE_ILLISIBLE"),
        ({"nom": "  "}, "CHAMP_VIDE"),
    ],
)
def test_une_residence_mal_decrite_est_refusee(change: dict[str, object], code: str) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        une_residence(**change)
    assert refus.value.code == code


def test_un_logement_disponible_annonce_la_situation_de_sa_residence() -> None:
    logement = un_logement()
    logement.declarer_disponible(residence=une_residence(), le=date(2026, 4, 1), contingent="7")
    assert logement.statut is StatutLogement.DISPONIBLE
    assert logement.retirer_faits() == [
        LogementDisponible(
            disponible_le=date(2026, 4, 1),
            contingent="7",
            code_insee="69123",
            zone="2",
            zone_abc="A",
            quartier_prioritaire=False,
        )
    ]


def test_un_logement_disponible_ne_le_devient_pas_deux_fois() -> None:
    logement = un_logement(statut=StatutLogement.DISPONIBLE)
    with pytest.raises(TransitionInterdite):
        logement.declarer_disponible(residence=une_residence(), le=date(2026, 4, 1), contingent="7")


@pytest.mark.parametrize("statut", [StatutLogement.RESERVE, StatutLogement.OCCUPE])
def test_un_logement_pris_ne_se_reserve_pas(statut: StatutLogement) -> None:
    with pytest.raises(RegleViolee) as refus:
        un_logement(statut=statut).reserver()
    assert refus.value.code == "LOGEMENT_DEJA_LOUE"
