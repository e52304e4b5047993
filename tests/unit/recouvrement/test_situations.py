"""Les situations du débiteur : datées, justifiées, jugées au jour dit, levées par un acte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from fabrique_recouvrement import BAIL, BAREMES, le, un_dossier

from recouvrement.domain.arrets import Arret, Portee, Situation, expliquer_arret
from recouvrement.domain.qualification import Qualification, Segment
from recouvrement.domain.situation import (
    SIGNALABLES,
    SituationDebiteur,
    SurendettementLeve,
    SurendettementRecevable,
    situation_au,
)
from socle.domaine.explication import Reponse
from socle.domaine.refus import DejaExistant, Refus, RegleViolee

INSTANT = datetime(2026, 11, 24, 9, tzinfo=UTC)
LEVABLES = sorted(SIGNALABLES, key=lambda nature: nature.value)


def une_situation(nature: Arret = Arret.SURENDETTEMENT_RECEVABLE, **change: Any) -> SituationDebiteur:
    champs: dict[str, Any] = {
        "id": UUID(int=5),
        "bail_id": BAIL,
        "debiteur_id": UUID(int=77),
        "nature": nature,
        "effet_le": le("2026-10-05"),
        "fin_le": None,
        "piece": "BDF-2026-1",
        "par": "agent-1",
        "instant": INSTANT,
        "connues": [],
    }
    return SituationDebiteur.signaler(**{**champs, **change}, baremes=BAREMES)


def lever(situation: SituationDebiteur, jour: str, piece: str = "BDF-2026-2") -> None:
    situation.lever(le=le(jour), piece=piece, par="agent-2", instant=INSTANT)


def au(jour: str, *situations: SituationDebiteur) -> Situation:
    return situation_au(un_dossier(), situations=situations, plans=[], au=le(jour), baremes=BAREMES)


@pytest.mark.parametrize("nature", LEVABLES)
def test_une_situation_vaut_de_son_effet_a_la_veille_de_sa_levee(nature: Arret) -> None:
    situation = une_situation(nature)
    lever(situation, "2026-11-10")
    jours = ("2026-10-04", "2026-10-05", "2026-11-09", "2026-11-10")
    assert [[e.arret for e in au(jour, situation).signales] for jour in jours] == [[], [nature], [nature], []]
    assert (situation.levee_par, situation.levee_a, situation.piece_levee) == ("agent-2", INSTANT, "BDF-2026-2")


def test_une_suspension_datee_finit_le_soir_de_sa_fin() -> None:
    situation = une_situation(Arret.SUSPENSION_DEMANDEE, effet_le=le("2027-02-01"), fin_le=le("2027-02-28"), piece="")
    assert [bool(au(j, situation).signales) for j in ("2027-02-28", "2027-03-01")] == [True, False]


def test_levee_au_jour_de_son_effet_une_situation_n_a_jamais_valu() -> None:
    situation = une_situation(Arret.DECES)
    lever(situation, "2026-10-05")
    assert au("2026-10-05", situation).signales == []


def test_la_recevabilite_ne_gele_que_l_arriere_et_cite_son_article() -> None:
    (en_cours,) = au("2026-10-05", une_situation()).signales
    assert en_cours.portee is Portee.ARRIERE_ANTERIEUR
    pourquoi = expliquer_arret(en_cours, au=le("2026-11-01"), baremes=BAREMES)
    assert (pourquoi.article, pourquoi.date, pourquoi.certitude) == (
        "C. conso. art. L722-2 et L722-5",
        le("2026-10-05"),
        "verifie",
    )


def test_au_dela_de_deux_ans_l_arret_vaut_encore_et_dit_quand_verifier() -> None:
    (en_cours,) = au("2028-10-06", une_situation(effet_le=le("2026-10-05"))).signales
    pourquoi = expliquer_arret(en_cours, au=le("2028-10-06"), baremes=BAREMES)
    assert pourquoi.entrees["a_verifier_le"] == "2028-10-05 (memoire)"
    (deces,) = au("2028-10-06", une_situation(Arret.DECES)).signales
    assert "a_verifier_le" not in expliquer_arret(deces, au=le("2028-10-06"), baremes=BAREMES).entrees


def test_chaque_arret_possible_sait_citer_sa_source() -> None:
    for arret in Arret:
        assert BAREMES.au(f"arret_{arret.value.lower()}", le("2026-10-05")).source
        Portee(BAREMES.au(f"arret_{arret.value.lower()}", le("2026-10-05")).valeur)


def test_seules_la_recevabilite_et_sa_levee_sont_des_faits_publies() -> None:
    situation = une_situation()
    assert situation.retirer_faits() == [SurendettementRecevable(recevable_le=le("2026-10-05"))]
    lever(situation, "2026-11-10")
    assert situation.retirer_faits() == [SurendettementLeve(recevable_le=le("2026-10-05"), leve_le=le("2026-11-10"))]
    for nature in SIGNALABLES - {Arret.SURENDETTEMENT_RECEVABLE}:
        assert une_situation(nature).retirer_faits() == []


def test_un_plan_signale_vaut_plan_en_cours_et_son_absence_dit_non() -> None:
    assert au("2026-10-06", une_situation(Arret.PLAN_RESPECTE)).plan_en_cours is True
    assert au("2026-10-06").plan_en_cours is False


@pytest.mark.parametrize(
    ("nature", "change", "code", "champ"),
    [
        (Arret.SOLDE_NUL, {}, "CODE_INCONNU", "nature"),
        (Arret.DECES, {"piece": " "}, "PIECE_MANQUANTE", "piece"),
        (Arret.DECES, {"piece": "x" * 81}, "PIECE_TROP_LONGUE", "piece"),
        (Arret.SURENDETTEMENT_RECEVABLE, {"fin_le": le("2028-10-05")}, "FIN_NON_PERMISE", "fin_le"),
        (Arret.DECES, {"fin_le": le("2028-10-05")}, "FIN_NON_PERMISE", "fin_le"),
        (Arret.PLAN_RESPECTE, {"fin_le": le("2026-10-04")}, "DATE_INCOHERENTE", "fin_le"),
        (Arret.SURENDETTEMENT_RECEVABLE, {"effet_le": le("2016-06-30")}, "PARAMETRE_INCONNU", ""),
    ],
)
def test_une_situation_mal_dite_est_refusee(nature: Arret, change: dict[str, Any], code: str, champ: str) -> None:
    with pytest.raises(Refus) as refus:
        une_situation(nature, **change)
    assert (refus.value.code, refus.value.champ) == (code, champ)


def test_une_suspension_demandee_se_passe_de_piece() -> None:
    assert une_situation(Arret.SUSPENSION_DEMANDEE, piece="").piece == ""


@pytest.mark.parametrize(
    ("levee_le", "fin_le", "effet_le", "permis"),
    [
        (None, None, "2026-10-05", False),
        (None, None, "2026-12-01", False),
        ("2026-11-10", None, "2026-11-09", False),
        ("2026-11-10", None, "2026-11-10", True),
        (None, "2026-11-10", "2026-11-10", False),
        (None, "2026-11-10", "2026-11-11", True),
        ("2026-10-05", None, "2026-10-05", True),  # saisie par erreur, puis corrigée
        ("2026-10-05", None, "2026-10-04", True),
    ],
)
def test_deux_situations_de_meme_nature_ne_se_recouvrent_pas(
    levee_le: str | None, fin_le: str | None, effet_le: str, permis: bool
) -> None:
    connue = une_situation(Arret.CONTESTATION_OUVERTE, fin_le=le(fin_le) if fin_le else None)
    if levee_le:
        lever(connue, levee_le)
    if permis:
        assert une_situation(Arret.CONTESTATION_OUVERTE, effet_le=le(effet_le), connues=[connue])
        return
    with pytest.raises(DejaExistant) as refus:
        une_situation(Arret.CONTESTATION_OUVERTE, effet_le=le(effet_le), connues=[connue])
    assert refus.value.code == "SITUATION_EN_COURS"
    assert une_situation(Arret.DECES, effet_le=le(effet_le), connues=[connue]), "une autre nature n'est pas gênée"


def test_une_situation_ne_se_leve_ni_deux_fois_ni_avant_son_effet_ni_sans_piece() -> None:
    situation = une_situation()
    for jour, piece, code in (("2026-10-04", "P", "DATE_INCOHERENTE"), ("2026-11-10", "", "PIECE_MANQUANTE")):
        with pytest.raises(Refus) as refus:
            lever(situation, jour, piece)
        assert (refus.value.code, situation.levee_le) == (code, None)
    lever(situation, "2026-11-10")
    with pytest.raises(RegleViolee) as deja:
        lever(situation, "2026-11-11")
    assert (deja.value.code, situation.levee_le) == ("SITUATION_DEJA_LEVEE", le("2026-11-10"))


def test_la_qualification_qui_compte_est_la_derniere_faite_au_jour_juge() -> None:
    dossier = un_dossier()
    for constat in (
        Qualification(qualifie_le=le("2026-09-20"), par="a", segment=Segment.OUBLI, contact_etabli=Reponse.NON),
        Qualification(qualifie_le=le("2026-10-20"), par="b", segment=Segment.CHRONIQUE, garant=Reponse.OUI),
    ):
        dossier.qualifier(constat)

    def juge(jour: str) -> tuple[Segment | None, bool | None, bool | None]:
        s = situation_au(dossier, situations=[], plans=[], au=le(jour), baremes=BAREMES)
        return s.segment, s.contact_etabli, s.garant

    assert juge("2026-09-19") == (None, None, None)
    assert juge("2026-10-19") == (Segment.OUBLI, False, None)
    assert juge("2026-10-20") == (Segment.CHRONIQUE, None, True)


def test_un_constat_ne_precede_pas_le_dossier() -> None:
    dossier = un_dossier()
    with pytest.raises(Refus) as refus:
        dossier.qualifier(Qualification(qualifie_le=le("2026-09-14"), par="a"))
    assert (refus.value.code, refus.value.champ, dossier.qualifications) == ("DATE_INCOHERENTE", "qualifie_le", [])
