"""Les situations du débiteur par gRPC : signalées, lues, levées, et leur effet sur les relances."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import grpc
import pytest
from appui_recouvrement import (
    AOUT,
    ASSISTANTE,
    GARDIEN,
    INCONNU,
    OCTOBRE,
    RECOUVREMENT,
    accompagner,
    faits,
    impayer,
    jouer,
    lu,
    programme,
    refus,
    signaler,
    un_bail,
)
from sqlalchemy import text

from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id
from socle.technique.rpc.erreurs import EchecRpc


def arrets(service: ServiceDeTest, dossier: Any, au: str) -> list[str]:
    return [en_cours.arret for en_cours in programme(service, dossier, au).arrets]


def situations(service: ServiceDeTest, bail: Any) -> list[Any]:
    return list(service.appeler("ListSituations", RECOUVREMENT, bail_id=str(bail)).situations)


def test_un_surendettement_recevable_est_retenu_publie_et_signe(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    situation = signaler(recouvrement, bail)
    assert (situation.nature, situation.effet_le, situation.piece, situation.signalee_par, situation.levee_le) == (
        "SURENDETTEMENT_RECEVABLE",
        "2026-10-01",
        "BDF-2026-1",
        RECOUVREMENT.sub,
        "",
    )
    assert situation.signalee_a.endswith("+00:00")
    (ligne,) = recouvrement.faits()
    assert (ligne["type"], ligne["aggregate_type"]) == ("SurendettementRecevable", "situation_debiteur")
    assert ligne["payload"] == {
        "situation_id": situation.id,
        "bail_id": str(bail),
        "recevable_le": "2026-10-01",
        "autres_baux": [],
    }
    assert "BDF-2026-1" not in json.dumps(dict(ligne), default=str)
    assert situations(recouvrement, bail) == [situation]


def test_la_recevabilite_et_sa_levee_nomment_tous_les_baux_du_debiteur(recouvrement: ServiceDeTest) -> None:
    locataire = nouvel_id()
    logement, parking = un_bail(recouvrement, locataire=locataire), un_bail(recouvrement, locataire=locataire)
    un_bail(recouvrement)
    situation = signaler(recouvrement, logement)
    recouvrement.appeler(
        "LeverSituation", RECOUVREMENT, situation_id=situation.id, levee_le="2026-11-02", piece="BDF-2026-2"
    )
    assert [(nom, charge["bail_id"], charge["autres_baux"]) for nom, charge in faits(recouvrement)] == [
        ("SurendettementRecevable", str(logement), [str(parking)]),
        ("SurendettementLevé", str(logement), [str(parking)]),
    ]


def test_la_recevabilite_gele_l_arriere_et_laisse_relancer_le_courant(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail, AOUT, OCTOBRE)
    signaler(recouvrement, bail)
    prevu = programme(recouvrement, dossier, "2026-11-16")
    assert (list(prevu.termes_geles), prevu.dette_relancable.centimes) == (["2026-08"], OCTOBRE["du"])
    (arret,) = prevu.arrets
    assert (arret.arret, arret.portee, arret.depuis_le, arret.explication.article) == (
        "SURENDETTEMENT_RECEVABLE",
        "ARRIERE_ANTERIEUR",
        "2026-10-01",
        "C. conso. art. L722-2 et L722-5",
    )
    assert [(e.etape, e.terme) for e in prevu.a_jouer] == [("RELANCE_0", "2026-10")]
    assert jouer(recouvrement, "2026-11-16") == 1
    assert [r.etape for r in lu(recouvrement, dossier).relances] == ["RELANCE_0"]


@pytest.mark.parametrize("nature", ["DECES", "CONTESTATION_OUVERTE", "PLAN_RESPECTE", "SUSPENSION_DEMANDEE"])
def test_une_situation_arrete_tout_puis_sa_levee_rend_les_relances(recouvrement: ServiceDeTest, nature: str) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    situation = signaler(recouvrement, bail, nature=nature, effet_le="2026-09-14")
    assert jouer(recouvrement, "2026-09-15") == 0
    assert arrets(recouvrement, dossier, "2026-09-15") == [nature]
    levee = recouvrement.appeler(
        "LeverSituation", RECOUVREMENT, situation_id=situation.id, levee_le="2026-09-22", piece="ACTE-2"
    ).situation
    assert (levee.levee_le, levee.levee_par, levee.piece_levee) == ("2026-09-22", RECOUVREMENT.sub, "ACTE-2")
    assert arrets(recouvrement, dossier, "2026-09-21") == [nature], "jugée à sa date, elle valait encore"
    assert jouer(recouvrement, "2026-09-21") == 0
    assert jouer(recouvrement, "2026-09-22") == 2, "RELANCE_0 et RELANCE_1 étaient dues : différées, non perdues"
    assert [s.id for s in situations(recouvrement, bail)] == [situation.id], "levée, elle reste dans l'historique"


def test_le_surendettement_et_le_deces_suivent_la_personne_de_bail_en_bail(recouvrement: ServiceDeTest) -> None:
    locataire = nouvel_id()
    logement, parking = un_bail(recouvrement, locataire=locataire), un_bail(recouvrement, locataire=locataire)
    autre = un_bail(recouvrement)
    dossiers = {bail: impayer(recouvrement, bail) for bail in (logement, parking, autre)}
    surendettement = signaler(recouvrement, logement, effet_le="2026-09-14")
    signaler(recouvrement, logement, nature="CONTESTATION_OUVERTE", effet_le="2026-09-14")
    assert arrets(recouvrement, dossiers[logement], "2026-09-15") == [
        "SURENDETTEMENT_RECEVABLE",
        "CONTESTATION_OUVERTE",
    ]
    assert arrets(recouvrement, dossiers[parking], "2026-09-15") == ["SURENDETTEMENT_RECEVABLE"]
    assert arrets(recouvrement, dossiers[autre], "2026-09-15") == []
    assert jouer(recouvrement, "2026-09-15") == 1
    assert [s.bail_id for s in situations(recouvrement, parking)] == [str(logement)]
    assert refus(
        recouvrement,
        "SignalerSituation",
        RECOUVREMENT,
        bail_id=str(parking),
        nature="SURENDETTEMENT_RECEVABLE",
        effet_le="2026-10-02",
        piece="BDF-2026-1",
    ) == ("ALREADY_EXISTS", "SITUATION_EN_COURS", "nature")
    recouvrement.appeler(
        "LeverSituation", RECOUVREMENT, situation_id=surendettement.id, levee_le="2026-09-21", piece="BDF-2"
    )
    assert jouer(recouvrement, "2026-09-21", dossiers[logement]) == 0, "la contestation de ce bail vaut encore"
    assert jouer(recouvrement, "2026-09-21", dossiers[parking]) == 1, "elle ne gagne pas l'autre bail"


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"bail_id": INCONNU}, ("NOT_FOUND", "BAIL_INCONNU", "bail_id")),
        ({"bail_id": "abc"}, ("INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "bail_id")),
        ({"nature": "HOSPITALISATION"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "nature")),
        ({"nature": "SOLDE_NUL"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "nature")),
        ({"effet_le": "2026-02-30"}, ("INVALID_ARGUMENT", "DATE_ILLISIBLE", "effet_le")),
        ({"effet_le": "2126-10-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "effet_le")),
        ({"effet_le": "2016-06-30"}, ("FAILED_PRECONDITION", "PARAMETRE_INCONNU", "")),
        ({"fin_le": "2028-10-01"}, ("INVALID_ARGUMENT", "FIN_NON_PERMISE", "fin_le")),
        (
            {"nature": "PLAN_RESPECTE", "fin_le": "2026-09-30"},
            ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "fin_le"),
        ),
        ({"piece": ""}, ("INVALID_ARGUMENT", "PIECE_MANQUANTE", "piece")),
        ({"request_id": "abc"}, ("INVALID_ARGUMENT", "REQUEST_ID_ILLISIBLE", "request_id")),
    ],
)
def test_une_situation_impossible_est_refusee_puis_la_bonne_passe(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail = un_bail(recouvrement)
    bons = {
        "bail_id": str(bail),
        "nature": "SURENDETTEMENT_RECEVABLE",
        "effet_le": "2026-10-01",
        "piece": "BDF-2026-1",
    }
    assert refus(recouvrement, "SignalerSituation", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert recouvrement.faits() == []
    assert recouvrement.appeler("SignalerSituation", RECOUVREMENT, **bons).situation.id


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"situation_id": INCONNU}, ("NOT_FOUND", "SITUATIONDEBITEUR_INCONNU", "situation_id")),
        ({"levee_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "levee_le")),
        ({"levee_le": "2026-09-30"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "levee_le")),
        ({"piece": " "}, ("INVALID_ARGUMENT", "PIECE_MANQUANTE", "piece")),
    ],
)
def test_une_levee_impossible_est_refusee_puis_la_bonne_passe_une_seule_fois(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    situation = signaler(recouvrement, un_bail(recouvrement))
    bons = {"situation_id": situation.id, "levee_le": "2026-11-10", "piece": "BDF-2026-2"}
    assert refus(recouvrement, "LeverSituation", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert recouvrement.appeler("LeverSituation", RECOUVREMENT, **bons).situation.levee_le == "2026-11-10"
    assert refus(recouvrement, "LeverSituation", RECOUVREMENT, **bons) == (
        "FAILED_PRECONDITION",
        "SITUATION_DEJA_LEVEE",
        "situation_id",
    )


def test_huit_signalements_simultanes_sur_deux_baux_du_debiteur_n_en_retiennent_qu_un(
    recouvrement: ServiceDeTest,
) -> None:
    locataire = nouvel_id()
    baux = [un_bail(recouvrement, locataire=locataire) for _ in range(2)]

    def tenter(rang: int) -> str:
        try:
            signaler(recouvrement, baux[rang % 2])
        except EchecRpc as echec:
            return echec.code
        return "RETENUE"

    with ThreadPoolExecutor(8) as fils:
        issues = sorted(fils.map(tenter, range(8)))
    assert issues == ["RETENUE", *["SITUATION_EN_COURS"] * 7]
    assert [nom for nom, _ in faits(recouvrement)] == ["SurendettementRecevable"]


def test_un_signalement_attend_celui_qui_se_fait_sur_un_autre_bail_du_debiteur(recouvrement: ServiceDeTest) -> None:
    locataire = nouvel_id()
    logement, parking = (un_bail(recouvrement, locataire=locataire) for _ in range(2))
    with ThreadPoolExecutor(1) as fil, recouvrement.noyau.moteur.connect() as verrou:
        verrou.execute(text("SELECT 1 FROM bail_suivi WHERE bail_id = :bail FOR UPDATE"), {"bail": parking})
        second = fil.submit(signaler, recouvrement, logement)
        attente = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        with recouvrement.noyau.moteur.connect() as temoin:
            while not second.done() and not temoin.execute(attente).scalar_one():
                temoin.rollback()
        assert not second.done()
        verrou.rollback()
        assert second.result(timeout=10).id


def test_la_meme_requete_rend_la_meme_situation_et_un_autre_corps_est_refuse(recouvrement: ServiceDeTest) -> None:
    bail, cle = un_bail(recouvrement), str(uuid4())
    premiere = signaler(recouvrement, bail, request_id=cle)
    assert signaler(recouvrement, bail, request_id=cle) == premiere
    with pytest.raises(EchecRpc) as echec:
        signaler(recouvrement, bail, request_id=cle, piece="AUTRE")
    assert (echec.value.statut, echec.value.code) == (grpc.StatusCode.ALREADY_EXISTS, "IDEMPOTENCY_MISMATCH")
    assert len(recouvrement.faits()) == 1


def test_l_assistante_sociale_signale_mais_ne_lit_que_les_menages_qu_elle_suit(recouvrement: ServiceDeTest) -> None:
    bail, dossier = (b := un_bail(recouvrement)), impayer(recouvrement, b)
    situation = recouvrement.appeler(
        "SignalerSituation", ASSISTANTE, bail_id=str(bail), nature="SUSPENSION_DEMANDEE", effet_le="2026-09-14"
    ).situation
    assert (situation.piece, situation.signalee_par) == ("", ASSISTANTE.sub)
    for methode, champs in (
        ("ListSituations", {"bail_id": str(bail)}),
        ("GetProgrammeRelances", {"dossier_id": dossier.id}),
        ("GetScoreDossier", {"dossier_id": dossier.id}),
    ):
        assert refus(recouvrement, methode, ASSISTANTE, **champs)[0] == "NOT_FOUND"
        assert refus(recouvrement, methode, GARDIEN, **champs)[0] == "PERMISSION_DENIED"
    accompagner(recouvrement, bail, "EN_COURS", referent=ASSISTANTE.sub, depuis_le="2026-09-16")
    assert recouvrement.appeler("ListSituations", ASSISTANTE, bail_id=str(bail)).situations[0].id == situation.id
    assert recouvrement.appeler("GetProgrammeRelances", ASSISTANTE, dossier_id=dossier.id).programme.arrets


def test_la_fiche_de_la_vue_360_nomme_les_arrets(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    impayer(recouvrement, bail)
    avant = recouvrement.appeler("GetFicheImpaye", RECOUVREMENT, bail_id=str(bail)).fiche
    assert (list(avant.arrets), avant.prochaine_etape) == ([], "RELANCE_0")
    signaler(recouvrement, bail, nature="DECES", effet_le="2026-09-14")
    apres = recouvrement.appeler("GetFicheImpaye", RECOUVREMENT, bail_id=str(bail)).fiche
    assert (list(apres.arrets), apres.prochaine_etape, apres.dette_courante.centimes) == (["DECES"], "", AOUT["du"])
