"""Le dossier d'impayé par gRPC : ouvert par les faits, qualifié, noté, signalé à la CAF, orienté, clos."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from appui_recouvrement import (
    AOUT,
    DU,
    GARDIEN,
    INCONNU,
    OCTOBRE,
    RECOUVREMENT,
    a_l_heure,
    accompagner,
    faits,
    impayer,
    livrer_compte,
    lu,
    payer,
    refus,
    un_bail,
)

from appui.cles import un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc

CONSTITUE = {"impaye_constitue": "OUI", "constitue_le": "2026-09-10"}


def signaler_caf(service: ServiceDeTest, dossier: Any, **change: Any) -> Any:
    champs = {"dossier_id": dossier.id, "organisme": "CAF", "signale_le": "2026-10-01", "piece": "AR-CAF-1"}
    return service.appeler("SignalerImpayeCaf", RECOUVREMENT, **{**champs, **change}).dossier


def clore(service: ServiceDeTest, au: str, dossier: Any = None) -> int:
    dossier_id = dossier.id if dossier is not None else ""
    return int(service.appeler("CloreDossiers", RECOUVREMENT, au=au, dossier_id=dossier_id).clos)


def noter(service: ServiceDeTest, dossier: Any, **champs: Any) -> Any:
    return service.appeler("GetScoreDossier", RECOUVREMENT, dossier_id=dossier.id, **champs).score


# --- Ouverture et lecture ---


def test_un_loyer_impaye_ouvre_un_dossier_que_l_on_lit_et_liste(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    assert (dossier.bail_id, dossier.phase, dossier.ouvert_le, dossier.dette_courante.centimes) == (
        str(bail),
        "PREVENTION",
        "2026-09-15",
        DU,
    )
    assert lu(recouvrement, dossier) == dossier
    autre = impayer(recouvrement, un_bail(recouvrement))
    premiere = recouvrement.appeler("ListDossiersImpaye", RECOUVREMENT, page_size=1)
    suite = recouvrement.appeler("ListDossiersImpaye", RECOUVREMENT, page_size=1, page_token=premiere.next_page_token)
    assert [premiere.dossiers[0].id, suite.dossiers[0].id] == [dossier.id, autre.id]
    assert suite.next_page_token == ""
    assert recouvrement.appeler("ListDossiersImpaye", RECOUVREMENT, phase="CLOS").dossiers == []
    assert [nom for nom, _ in faits(recouvrement)] == ["DossierImpayéOuvert"] * 2


def test_un_bail_sans_dossier_a_une_fiche_vide(recouvrement: ServiceDeTest) -> None:
    fiche = recouvrement.appeler("GetFicheImpaye", RECOUVREMENT, bail_id=str(un_bail(recouvrement))).fiche
    assert (fiche.phase, fiche.dossier_id, fiche.accompagnement) == ("AUCUN", "", "AUCUN")


@pytest.mark.parametrize(
    ("methode", "champs", "attendu"),
    [
        ("GetDossierImpaye", {"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ("GetDossierImpaye", {"dossier_id": "abc"}, ("INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "dossier_id")),
        ("ListDossiersImpaye", {"page_token": "faux"}, ("INVALID_ARGUMENT", "JETON_DE_PAGE_FAUX", "page_token")),
        ("GetFicheImpaye", {"bail_id": INCONNU}, ("NOT_FOUND", "BAIL_INCONNU", "bail_id")),
        ("ListSituations", {"bail_id": INCONNU}, ("NOT_FOUND", "BAIL_INCONNU", "bail_id")),
        ("GetScoreDossier", {"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ("GetProgrammeRelances", {"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
    ],
)
def test_une_lecture_impossible_nomme_son_champ(
    recouvrement: ServiceDeTest, methode: str, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    assert refus(recouvrement, methode, RECOUVREMENT, **champs) == attendu


# --- Qualification ---


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ({"qualifie_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "qualifie_le")),
        ({"qualifie_le": "2026-09-14"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "qualifie_le")),
        ({"segment": "DECES"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "segment")),
        ({"contact_etabli": "PEUT-ETRE"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "contact_etabli")),
        ({"garant": "VISALE"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "garant")),
    ],
)
def test_un_constat_impossible_est_refuse_puis_le_bon_passe(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    bons = {"dossier_id": dossier.id, "qualifie_le": "2026-09-20", "segment": "OUBLI"}
    assert refus(recouvrement, "QualifierImpaye", RECOUVREMENT, **{**bons, **champs}) == attendu
    (constat,) = recouvrement.appeler("QualifierImpaye", RECOUVREMENT, **bons).dossier.qualifications
    assert (constat.segment, constat.contact_etabli, constat.garant) == ("OUBLI", "INCONNU", "INCONNU")


def test_un_constat_nouveau_garde_l_ancien(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    for jour, segment in (("2026-09-20", "OUBLI"), ("2026-10-20", "FRAGILE")):
        recouvrement.appeler("QualifierImpaye", RECOUVREMENT, dossier_id=dossier.id, qualifie_le=jour, segment=segment)
    assert [q.segment for q in lu(recouvrement, dossier).qualifications] == ["OUBLI", "FRAGILE"]


# --- Score ---


def test_le_score_nomme_ce_qu_il_ignore_et_compte_ce_qu_on_lui_donne(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    seul = noter(recouvrement, dossier, au="2026-10-25")
    assert (seul.points, seul.sur, list(seul.inconnus)) == (
        27,  # 45/90 × 30 + 1/3 × 20 + premier incident 5
        55,
        ["tendance", "rejets", "aide_en_baisse", "taux_effort"],
    )
    assert (seul.explication.certitude, seul.explication.entrees["taux_effort"]) == ("parametre", "inconnu")
    complet = noter(
        recouvrement,
        dossier,
        au="2026-10-25",
        dette_en_hausse=False,
        prelevements_rejetes=0,
        aide_en_baisse=True,
        taux_effort_pour_10000=3501,
    )
    assert (complet.points, complet.sur, list(complet.inconnus)) == (47, 100, [])
    payer(recouvrement, bail, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
    clore(recouvrement, "2026-11-16")
    second = impayer_encore(recouvrement, bail)
    assert noter(recouvrement, second, au="2026-11-16").explication.entrees["premier_incident"] == "0 sur 5"
    negatif = {"dossier_id": dossier.id, "prelevements_rejetes": -1}
    assert refus(recouvrement, "GetScoreDossier", RECOUVREMENT, **negatif) == (
        "INVALID_ARGUMENT",
        "VALEUR_NEGATIVE",
        "prelevements_rejetes",
    )


def impayer_encore(service: ServiceDeTest, bail: Any) -> Any:
    livrer_compte(
        service,
        bail,
        3,
        "LoyerImpayé",
        {
            "bail_id": str(bail),
            "constate_le": "2026-11-16",
            "dette_echue": DU,
            "premier_defaut_le": "2026-11-10",
            "termes": [OCTOBRE],
            "impaye_constitue": "NON",
            "constitue_le": None,
            "regime_apl": "AVANT_2027",
        },
    )
    return service.appeler("ListDossiersImpaye", RECOUVREMENT, bail_id=str(bail)).dossiers[-1]


# --- Signalement CAF ---


def test_l_impaye_constitue_se_signale_dans_les_deux_mois_et_se_publie(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), **CONSTITUE)
    assert dossier.signaler_caf_avant_le == "2026-11-10"
    signale = signaler_caf(recouvrement, dossier)
    (fait,) = signale.signalements_caf
    assert (signale.alerte_caf, fait.organisme, fait.avant_le, fait.hors_delai, fait.signale_par, fait.piece) == (
        "SIGNALE",
        "CAF",
        "2026-11-10",
        False,
        RECOUVREMENT.sub,
        "AR-CAF-1",
    )
    nom, donnees = faits(recouvrement)[-1]
    assert (nom, donnees) == (
        "ImpayéSignaléCAF",
        {
            "dossier_id": dossier.id,
            "bail_id": dossier.bail_id,
            "organisme": "CAF",
            "constitue_le": "2026-09-10",
            "signale_le": "2026-10-01",
            "avant_le": "2026-11-10",
            "regime": "AVANT_2027",
            "dette": DU,
        },
    )


@pytest.mark.parametrize(
    ("jour", "alerte"),
    [("2026-09-25", "DANS_LES_TEMPS"), ("2026-09-26", "OBJECTIF_DEPASSE"), ("2026-11-11", "HORS_DELAI")],
)
def test_l_alerte_du_signalement_se_lit_au_jour_de_la_lecture(
    recouvrement: ServiceDeTest, jour: str, alerte: str
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), **CONSTITUE)
    a_l_heure(recouvrement, f"{jour}T10:00")
    assert lu(recouvrement, dossier).alerte_caf == alerte


def test_le_regime_de_2027_est_celui_de_la_constitution(recouvrement: ServiceDeTest) -> None:
    a_l_heure(recouvrement, "2027-03-02T10:00")
    avant = impayer(
        recouvrement, un_bail(recouvrement), impaye_constitue="OUI", constitue_le="2026-12-31", regime_apl="AVANT_2027"
    )
    apres = impayer(
        recouvrement, un_bail(recouvrement), impaye_constitue="OUI", constitue_le="2027-01-01", regime_apl="DEPUIS_2027"
    )
    lus = [signaler_caf(recouvrement, d, signale_le="2027-03-01").signalements_caf[0] for d in (avant, apres)]
    assert [(s.avant_le, s.hors_delai, s.explication.certitude) for s in lus] == [
        ("2027-02-28", True, "incertain"),
        ("2027-03-01", False, "verifie"),
    ]
    assert ["2019-772" in lus[0].explication.article, "2026-84" in lus[1].explication.article] == [True, True]
    assert [d["regime"] for nom, d in faits(recouvrement) if nom == "ImpayéSignaléCAF"] == [
        "AVANT_2027",
        "DEPUIS_2027",
    ]


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ({"organisme": "CPAM"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "organisme")),
        ({"signale_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "signale_le")),
        ({"signale_le": "2026-09-09"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "signale_le")),
        ({"piece": ""}, ("INVALID_ARGUMENT", "PIECE_MANQUANTE", "piece")),
    ],
)
def test_un_signalement_caf_impossible_est_refuse_puis_le_bon_passe_une_fois(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), **CONSTITUE)
    bons = {"dossier_id": dossier.id, "organisme": "MSA", "signale_le": "2026-10-01", "piece": "AR-1"}
    assert refus(recouvrement, "SignalerImpayeCaf", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert recouvrement.appeler("SignalerImpayeCaf", RECOUVREMENT, **bons).dossier.alerte_caf == "SIGNALE"
    assert refus(recouvrement, "SignalerImpayeCaf", RECOUVREMENT, **bons) == (
        "ALREADY_EXISTS",
        "SIGNALEMENT_OUVERT",
        "dossier_id",
    )


@pytest.mark.parametrize(("constitue", "code"), [("NON", "IMPAYE_NON_CONSTITUE"), ("INCONNU", "CONSTITUTION_INCONNUE")])
def test_sans_impaye_constitue_il_n_y_a_rien_a_signaler(recouvrement: ServiceDeTest, constitue: str, code: str) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), impaye_constitue=constitue)
    champs = {"dossier_id": dossier.id, "organisme": "CAF", "signale_le": "2026-10-01", "piece": "AR-1"}
    assert refus(recouvrement, "SignalerImpayeCaf", RECOUVREMENT, **champs) == (
        "FAILED_PRECONDITION",
        code,
        "dossier_id",
    )


def test_huit_signalements_simultanes_n_en_font_qu_un(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), **CONSTITUE)

    def tenter(_rang: int) -> str:
        try:
            signaler_caf(recouvrement, dossier)
        except EchecRpc as echec:
            return echec.code
        return "SIGNALE"

    with ThreadPoolExecutor(8) as fils:
        assert sorted(fils.map(tenter, range(8))) == ["SIGNALE", *["SIGNALEMENT_OUVERT"] * 7]


def test_le_meme_signalement_rejoue_rend_la_meme_reponse(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement), **CONSTITUE)
    cle = str(uuid4())
    assert signaler_caf(recouvrement, dossier, request_id=cle) == signaler_caf(recouvrement, dossier, request_id=cle)
    assert [nom for nom, _ in faits(recouvrement)].count("ImpayéSignaléCAF") == 1


# --- Orientation ---


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"motif": "SANTE"}, ("INVALID_ARGUMENT", "MOTIF_INCONNU", "motif")),
        ({"oriente_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "oriente_le")),
        ({"oriente_le": "2026-09-14"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "oriente_le")),
        ({"menage_informe": False}, ("FAILED_PRECONDITION", "MENAGE_NON_INFORME", "menage_informe")),
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
    ],
)
def test_une_orientation_impossible_est_refusee_puis_la_bonne_passe_une_fois(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    bons = {"dossier_id": dossier.id, "motif": "IMPAYE", "oriente_le": "2026-09-20", "menage_informe": True}
    assert refus(recouvrement, "OrienterVersSocial", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert recouvrement.appeler("OrienterVersSocial", RECOUVREMENT, **bons).dossier.id == dossier.id
    assert refus(recouvrement, "OrienterVersSocial", RECOUVREMENT, **bons)[1] == "ORIENTATION_EN_COURS"
    accompagner(recouvrement, bail, "EN_COURS", referent="agent-x", depuis_le="2026-09-25")
    assert lu(recouvrement, dossier).accompagnement == "EN_COURS"


# --- Clôture ---


def test_un_dossier_nomme_que_l_on_ne_peut_clore_dit_pourquoi(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    for au, code, morceaux in (
        ("2026-11-16", "DETTE_RESTANTE", ("508,37", "2026-08")),
        ("2026-11-15", "CLOTURE_PREMATUREE", ("18/09/2026", "clôture possible le 16/11/2026")),
    ):
        with pytest.raises(EchecRpc) as echec:
            clore(recouvrement, au, dossier)
        assert (echec.value.statut.name, echec.value.code) == ("FAILED_PRECONDITION", code)
        assert [m for m in morceaux if m not in echec.value.message] == []
        if code == "DETTE_RESTANTE":
            payer(recouvrement, bail, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
    assert clore(recouvrement, "2026-11-16", dossier) == 1
    assert refus(recouvrement, "CloreDossiers", RECOUVREMENT, au="2026-11-17", dossier_id=dossier.id)[1] == (
        "TRANSITION_INTERDITE"
    )
    assert faits(recouvrement)[-1][0] == "DossierImpayéClos"


def test_clore_en_nombre_laisse_ouverts_ceux_qui_doivent_l_etre(recouvrement: ServiceDeTest) -> None:
    solde, du = un_bail(recouvrement), un_bail(recouvrement)
    for bail in (solde, du):
        impayer(recouvrement, bail)
    payer(recouvrement, solde, sequence=2, soldes=["2026-08"], recu_le="2026-09-18")
    assert clore(recouvrement, "2026-11-15") == 0
    assert clore(recouvrement, "2026-11-16") == 1
    assert refus(recouvrement, "CloreDossiers", RECOUVREMENT, au="2126-01-01") == (
        "INVALID_ARGUMENT",
        "DATE_FUTURE",
        "au",
    )


# --- Droits et discrétion ---


@pytest.mark.parametrize(
    ("metier", "methode", "mission"),
    [
        ("GARDIEN_IMMEUBLE", "SignalerSituation", "PRE_APURER"),
        ("GARDIEN_IMMEUBLE", "LeverSituation", "PRE_APURER"),
        ("CHARGE_GESTION_LOCATIVE", "SignalerImpayeCaf", "PRE_APURER"),
        ("ASSISTANT_SOCIAL", "QualifierImpaye", "PRE_RELANCER"),
        ("CHARGE_GESTION_LOCATIVE", "CloreDossiers", "PRE_RELANCER"),
    ],
)
def test_un_metier_sans_la_mission_est_refuse_en_la_nommant(
    recouvrement: ServiceDeTest, metier: str, methode: str, mission: str
) -> None:
    with pytest.raises(EchecRpc) as echec:
        recouvrement.appeler(methode, un_agent(metier))
    assert (echec.value.statut.name, echec.value.donnees["mission"]) == ("PERMISSION_DENIED", mission)


def test_rien_de_personnel_ne_sort_sur_le_bus(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail, AOUT, **CONSTITUE)
    signaler_caf(recouvrement, dossier, piece="Mme ZYGOMAR 0600000042")
    recouvrement.appeler(
        "SignalerSituation",
        RECOUVREMENT,
        bail_id=str(bail),
        nature="SURENDETTEMENT_RECEVABLE",
        effet_le="2026-10-01",
        piece="Mme ZYGOMAR",
    )
    sortie = json.dumps([dict(ligne) for ligne in recouvrement.faits()], default=str, ensure_ascii=False)
    assert len(recouvrement.faits()) == 3
    assert [secret for secret in ("ZYGOMAR", "0600000042") if secret in sortie] == []
    assert refus(recouvrement, "GetDossierImpaye", GARDIEN, dossier_id=dossier.id)[0] == "PERMISSION_DENIED"
