"""Le secret : qui lit un dossier, et ce qui n'en sort jamais."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from uuid import UUID

import pytest
from fabrique_social import CESF, COLLEGUE, le, ouvrir, un_agent, un_dossier_ouvert, un_dossier_propose, un_entretien

from social.domain import dossier_social
from social.domain.codes import STATUTS_PARTAGES, StatutDossier, StatutPartage
from social.domain.secret import dossier_introuvable, exiger_lecture, juger_lecture
from socle.domaine.agregat import Fait
from socle.domaine.explication import Reponse
from socle.domaine.refus import Introuvable

JOUR = le("2026-12-10")
FAITS = [c for c in vars(dossier_social).values() if isinstance(c, type) and issubclass(c, Fait) and c is not Fait]


PRE, EXP, RELANCE, ENQUETES = "PRE_ACCOMPAGNER", "EXP_ACCOMPAGNER", "PRE_RELANCER", "SOC_ENQUETES"


@pytest.mark.parametrize(
    ("mission_active", "pilotees", "pilote", "raison"),
    [
        ("", ((PRE,),), True, "un seul métier, qui pilote la prévention"),
        ("", ((EXP,),), True, "un seul métier, qui pilote l'accompagnement avant expulsion"),
        ("", ((ENQUETES,),), False, "un métier social qui ne pilote pas l'accompagnement"),
        ("", ((PRE,), (EXP,)), True, "deux métiers d'accord"),
        ("", ((ENQUETES,), (RELANCE,)), False, "deux métiers d'accord pour ne pas l'être"),
        ("", ((PRE,), (RELANCE,)), None, "un cumul sans mission active : on ne sait pas sous quel métier il agit"),
        ("", (), False, "aucun métier"),
        (PRE, ((PRE,),), True, "la mission active est l'accompagnement"),
        (PRE, ((RELANCE,),), False, "la mission active est l'accompagnement, mais il n'y fait que signaler"),
        (RELANCE, ((PRE, RELANCE),), False, "il pilote les deux, mais agit en recouvrement"),
        (ENQUETES, ((PRE, ENQUETES),), False, "il pilote les deux, mais agit en enquêteur"),
    ],
)
def test_piloter_se_juge_dans_la_mission_active(
    mission_active: str, pilotees: tuple[tuple[str, ...], ...], pilote: bool | None, raison: str
) -> None:
    assert un_agent("a", mission_active=mission_active, pilotees=pilotees).pilote is pilote, raison


PILOTE, NON_PILOTE, CUMUL = ((PRE,),), ((RELANCE,),), ((PRE,), (RELANCE,))


@pytest.mark.parametrize(
    ("referent", "sub", "pilotees", "reponse"),
    [
        ("cesf", "cesf", PILOTE, Reponse.OUI),
        ("cesf", "collegue", PILOTE, Reponse.NON),
        ("cesf", "collegue", CUMUL, Reponse.NON),
        ("cesf", "cesf", NON_PILOTE, Reponse.NON),
        ("cesf", "cesf", CUMUL, Reponse.INCONNU),
        (None, "collegue", PILOTE, Reponse.OUI),
        (None, "collegue", NON_PILOTE, Reponse.NON),
        (None, "collegue", CUMUL, Reponse.INCONNU),
        (None, "", PILOTE, Reponse.NON),
    ],
)
def test_le_referent_lit_son_dossier_et_un_dossier_non_pris_se_lit_par_qui_pilote_la_mission(
    referent: str | None, sub: str, pilotees: tuple[tuple[str, ...], ...], reponse: Reponse
) -> None:
    verdict = juger_lecture(referent=referent, agent=un_agent(sub, pilotees=pilotees), au=JOUR)
    assert verdict.reponse is reponse
    assert verdict.explication.resultat == reponse.value
    assert (verdict.manquants == ("mission_active",)) is (reponse is Reponse.INCONNU)


def test_le_verdict_ne_nomme_ni_le_lecteur_ni_le_referent() -> None:
    verdict = juger_lecture(referent=CESF.sub, agent=COLLEGUE, au=JOUR)
    assert CESF.sub not in str(verdict)
    assert COLLEGUE.sub not in str(verdict)


@pytest.mark.parametrize("pilotees", [PILOTE, NON_PILOTE, CUMUL])
def test_un_dossier_interdit_et_un_dossier_absent_donnent_la_meme_reponse(
    pilotees: tuple[tuple[str, ...], ...],
) -> None:
    absent = dossier_introuvable(UUID(int=1))
    with pytest.raises(Introuvable) as interdit:
        exiger_lecture(
            dossier_id=UUID(int=1), referent=CESF.sub, agent=un_agent("collegue", pilotees=pilotees), au=JOUR
        )
    assert vars(interdit.value) == vars(absent)
    assert str(interdit.value) == str(absent)


def test_qui_peut_lire_n_est_pas_arrete() -> None:
    exiger_lecture(dossier_id=UUID(int=1), referent=CESF.sub, agent=CESF, au=JOUR)


def test_chaque_etat_a_son_mot_public_et_une_orientation_n_en_dit_aucun() -> None:
    assert set(STATUTS_PARTAGES) == set(StatutDossier)
    assert StatutDossier.ORIENTE.partage is StatutPartage.AUCUN
    assert StatutDossier.PLAN_EN_COURS.partage is StatutPartage.EN_COURS


def test_les_faits_ne_portent_que_des_codes_des_dates_et_le_referent() -> None:
    assert len(FAITS) == 3
    for fait in FAITS:
        for champ in fields(fait):
            assert champ.name in {"referent", "statut", "ouvert_le", "depuis_le", "clos_le"}, fait.__name__


def test_aucun_fait_d_un_parcours_entier_ne_contient_le_contenu_plante() -> None:
    canari = "CANARI-7Q"
    dossier = un_dossier_propose()
    ouvrir(dossier)
    dossier.consigner_entretien(un_entretien(synthese=canari), par=CESF)
    faits = dossier.retirer_faits()
    assert len(faits) == 2
    for fait in faits:
        assert canari not in repr(fait)
        assert dossier.motif_orientation.value not in repr(fait)
        assert all(isinstance(valeur, str | date | Enum) for valeur in vars(fait).values())


def test_ni_le_dossier_ni_l_entretien_ne_montrent_leur_contenu_dans_les_journaux() -> None:
    dossier = un_dossier_ouvert()
    entretien = un_entretien(synthese="CANARI-7Q")
    dossier.consigner_entretien(entretien, par=CESF)
    dossier.motif_cloture = "DECES"
    assert "CANARI-7Q" not in repr(entretien)
    for secret in ("CANARI-7Q", "SURENDETTEMENT", "DECES"):
        assert secret not in repr(dossier)


@pytest.mark.parametrize("synthese", ["", "CANARI-7Q " * 2000])
def test_un_refus_ne_repete_pas_la_synthese(synthese: str) -> None:
    with pytest.raises(Exception) as refus:
        un_dossier_ouvert().consigner_entretien(un_entretien(synthese=synthese), par=CESF)
    assert "CANARI-7Q" not in str(refus.value) + str(vars(refus.value))
