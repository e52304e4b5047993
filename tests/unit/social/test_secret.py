"""Le secret : qui lit un dossier, et ce qui n'en sort jamais."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from uuid import UUID

import pytest
from fabrique_social import CESF, COLLEGUE, le, ouvrir, un_dossier_ouvert, un_dossier_propose, un_entretien

from social.domain import dossier_social
from social.domain.codes import STATUTS_PARTAGES, StatutDossier, StatutPartage
from social.domain.secret import Lecteur, dossier_introuvable, exiger_lecture, juger_lecture
from socle.domaine.agregat import Fait
from socle.domaine.explication import Reponse
from socle.domaine.refus import Introuvable

JOUR = le("2026-12-10")
FAITS = [c for c in vars(dossier_social).values() if isinstance(c, type) and issubclass(c, Fait) and c is not Fait]


@pytest.mark.parametrize(
    ("referent", "sub", "pilote", "reponse"),
    [
        (CESF, CESF, True, Reponse.OUI),
        (CESF, COLLEGUE, True, Reponse.NON),
        (CESF, COLLEGUE, None, Reponse.NON),
        (CESF, CESF, False, Reponse.NON),
        (CESF, CESF, None, Reponse.INCONNU),
        (None, COLLEGUE, True, Reponse.OUI),
        (None, COLLEGUE, False, Reponse.NON),
        (None, COLLEGUE, None, Reponse.INCONNU),
        (None, "", True, Reponse.NON),
    ],
)
def test_le_referent_lit_son_dossier_et_un_dossier_non_pris_se_lit_par_qui_pilote_la_mission(
    referent: str | None, sub: str, pilote: bool | None, reponse: Reponse
) -> None:
    verdict = juger_lecture(referent=referent, lecteur=Lecteur(sub=sub, pilote=pilote), au=JOUR)
    assert verdict.reponse is reponse
    assert verdict.explication.resultat == reponse.value
    assert (verdict.manquants == ("pilote",)) is (reponse is Reponse.INCONNU)


def test_le_verdict_ne_nomme_ni_le_lecteur_ni_le_referent() -> None:
    verdict = juger_lecture(referent=CESF, lecteur=Lecteur(sub=COLLEGUE, pilote=True), au=JOUR)
    assert CESF not in str(verdict)
    assert COLLEGUE not in str(verdict)


@pytest.mark.parametrize("pilote", [False, None])
def test_un_dossier_interdit_et_un_dossier_absent_donnent_la_meme_reponse(pilote: bool | None) -> None:
    absent = dossier_introuvable(UUID(int=1))
    with pytest.raises(Introuvable) as interdit:
        exiger_lecture(dossier_id=UUID(int=1), referent=CESF, lecteur=Lecteur(sub=COLLEGUE, pilote=pilote), au=JOUR)
    assert vars(interdit.value) == vars(absent)
    assert str(interdit.value) == str(absent)


def test_qui_peut_lire_n_est_pas_arrete() -> None:
    exiger_lecture(dossier_id=UUID(int=1), referent=CESF, lecteur=Lecteur(sub=CESF, pilote=True), au=JOUR)


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
    dossier.consigner_entretien(un_entretien(synthese=canari), le=JOUR, par=CESF)
    faits = dossier.retirer_faits()
    assert len(faits) == 2
    for fait in faits:
        assert canari not in repr(fait)
        assert dossier.motif_orientation.value not in repr(fait)
        assert all(isinstance(valeur, str | date | Enum) for valeur in vars(fait).values())


def test_ni_le_dossier_ni_l_entretien_ne_montrent_leur_contenu_dans_les_journaux() -> None:
    dossier = un_dossier_ouvert()
    entretien = un_entretien(synthese="CANARI-7Q")
    dossier.consigner_entretien(entretien, le=JOUR, par=CESF)
    dossier.motif_cloture = "DECES"
    assert "CANARI-7Q" not in repr(entretien)
    for secret in ("CANARI-7Q", "SURENDETTEMENT", "DECES"):
        assert secret not in repr(dossier)


@pytest.mark.parametrize("synthese", ["", "CANARI-7Q " * 2000])
def test_un_refus_ne_repete_pas_la_synthese(synthese: str) -> None:
    with pytest.raises(Exception) as refus:
        un_dossier_ouvert().consigner_entretien(un_entretien(synthese=synthese), le=JOUR, par=CESF)
    assert "CANARI-7Q" not in str(refus.value) + str(vars(refus.value))
