"""Le plan d'apurement par gRPC et par l'horloge : proposé, signé, suivi, rompu, soldé."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from appui_recouvrement import (
    AOUT,
    ASSISTANTE,
    DU,
    GARDIEN,
    INCONNU,
    OCTOBRE,
    RECOUVREMENT,
    a_l_heure,
    faits,
    impayer,
    jouer,
    livrer_compte,
    passage,
    payer,
    programme,
    refus,
    signaler,
    un_bail,
)

from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc


def une_proposition(dossier: Any, **change: Any) -> dict[str, Any]:
    return {
        "dossier_id": dossier.id,
        "mensualites": 4,
        "premiere_echeance_le": "2026-10-05",
        "propose_le": "2026-09-20",
        **change,
    }


def proposer(service: ServiceDeTest, dossier: Any, **change: Any) -> Any:
    return service.appeler("ProposerPlan", RECOUVREMENT, **une_proposition(dossier, **change)).plan


def signer(service: ServiceDeTest, plan: Any, **change: Any) -> Any:
    champs = {"plan_id": plan.id, "signe_le": "2026-09-22", "piece": "PLAN-1", **change}
    return service.appeler("SignerPlan", RECOUVREMENT, **champs).plan


def plans(service: ServiceDeTest, dossier: Any, au: str = "") -> list[Any]:
    return list(service.appeler("ListPlans", RECOUVREMENT, dossier_id=dossier.id, au=au).plans)


def suivre(service: ServiceDeTest, au: str) -> int:
    return int(service.appeler("SuivrePlans", RECOUVREMENT, au=au).changes)


def test_un_plan_propose_se_lit_avec_son_echeancier_et_ne_suspend_rien(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    plan = proposer(recouvrement, dossier)
    assert (plan.statut, plan.dette.centimes, plan.propose_par) == ("PROPOSE", DU, RECOUVREMENT.sub)
    assert [(m.a_payer_le, m.montant.centimes) for m in plan.mensualites] == [
        ("2026-10-05", 12709),
        ("2026-11-05", 12709),
        ("2026-12-05", 12709),
        ("2027-01-05", 12710),
    ]
    assert plans(recouvrement, dossier) == [plan]
    assert jouer(recouvrement, "2026-09-21") == 1


def test_un_plan_signe_se_publie_et_arrete_les_relances(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    a_l_heure(recouvrement, "2026-10-04T10:00")
    plan = signer(recouvrement, proposer(recouvrement, dossier))
    a_l_heure(recouvrement, "2026-10-06T10:00")
    assert (plan.statut, plan.signe_le, plan.signe_par, plan.piece) == (
        "SIGNE",
        "2026-09-22",
        RECOUVREMENT.sub,
        "PLAN-1",
    )
    assert faits(recouvrement)[-1] == (
        "PlanApurementSigné",
        {
            "plan_id": plan.id,
            "dossier_id": dossier.id,
            "bail_id": dossier.bail_id,
            "signe_le": "2026-09-22",
            "dette": DU,
            "mensualites": 4,
            "premiere_le": "2026-10-05",
            "derniere_le": "2027-01-05",
            "termes": ["2026-08"],
        },
    )
    assert [a.arret for a in programme(recouvrement, dossier, "2026-10-06").arrets] == ["PLAN_RESPECTE"]
    assert jouer(recouvrement, "2026-10-06") == 0


def test_l_horloge_voit_l_incident_puis_la_rupture_et_les_relances_reprennent(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    a_l_heure(recouvrement, "2026-09-22T10:00")
    signer(recouvrement, proposer(recouvrement, dossier))
    passage(recouvrement, "2026-10-20T10:00")
    assert [p.statut for p in plans(recouvrement, dossier)] == ["ACTIF"]
    passage(recouvrement, "2026-10-21T10:00")
    (incident,) = plans(recouvrement, dossier)
    assert (incident.statut, list(incident.retards)) == ("INCIDENT", ["2026-10-05"])
    passage(recouvrement, "2026-11-23T10:00")
    (rompu,) = plans(recouvrement, dossier)
    assert (rompu.statut, rompu.fini_le, rompu.reste.centimes) == ("ROMPU", "2026-11-23", DU)
    assert [nom for nom, _ in faits(recouvrement)] == [
        "DossierImpayéOuvert",
        "PlanApurementSigné",
        "RelanceEnvoyée",
        "RelanceEnvoyée",
        "RelanceEnvoyée",
        "PlanApurementRompu",
        "RelanceEnvoyée",
    ]
    assert faits(recouvrement)[-2][1]["echeances_en_retard"] == 2
    assert faits(recouvrement)[-1][1]["etape"] == "MISE_EN_DEMEURE", "sans plan, le ménage est mis en demeure"
    assert suivre(recouvrement, "2026-11-23") == 0


def test_les_versements_tiennent_le_plan_et_le_soldent(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    signer(recouvrement, proposer(recouvrement, dossier))
    payer(recouvrement, bail, sequence=2, soldes=[], recu_le="2026-10-05", montant=12709, dette_echue=DU - 12709)
    assert suivre(recouvrement, "2026-10-21") == 1
    (actif,) = plans(recouvrement, dossier, "2026-10-21")
    assert (actif.statut, actif.paye.centimes, actif.reste.centimes) == ("ACTIF", 12709, DU - 12709)
    payer(recouvrement, bail, sequence=3, soldes=["2026-08"], recu_le="2026-11-05", montant=DU - 12709)
    assert suivre(recouvrement, "2026-11-05") == 1
    (solde,) = plans(recouvrement, dossier)
    assert (solde.statut, solde.fini_le) == ("SOLDE", "2026-11-05")


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ({"mensualites": 0}, ("INVALID_ARGUMENT", "MENSUALITE_NULLE", "mensualites")),
        ({"mensualites": 37}, ("FAILED_PRECONDITION", "DUREE_EXCESSIVE", "mensualites")),
        ({"propose_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "propose_le")),
        ({"premiere_echeance_le": ""}, ("INVALID_ARGUMENT", "DATE_ILLISIBLE", "premiere_echeance_le")),
        (
            {"premiere_echeance_le": "2026-09-19"},
            ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "premiere_echeance_le"),
        ),
    ],
)
def test_une_proposition_impossible_est_refusee_puis_la_bonne_passe(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    proposition = une_proposition(dossier, **champs)
    assert refus(recouvrement, "ProposerPlan", RECOUVREMENT, **proposition) == attendu
    assert proposer(recouvrement, dossier).statut == "PROPOSE"


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"plan_id": INCONNU}, ("NOT_FOUND", "PLANAPUREMENT_INCONNU", "plan_id")),
        ({"signe_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "signe_le")),
        ({"signe_le": "2026-09-19"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "signe_le")),
        ({"piece": ""}, ("INVALID_ARGUMENT", "PIECE_MANQUANTE", "piece")),
    ],
)
def test_une_signature_impossible_est_refusee_puis_la_bonne_passe_une_fois(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    plan = proposer(recouvrement, impayer(recouvrement, un_bail(recouvrement)))
    bons = {"plan_id": plan.id, "signe_le": "2026-09-22", "piece": "PLAN-1"}
    assert refus(recouvrement, "SignerPlan", RECOUVREMENT, **{**bons, **champs}) == attendu
    assert signer(recouvrement, plan).signe_le == "2026-09-22"
    assert refus(recouvrement, "SignerPlan", RECOUVREMENT, **bons)[1] == "TRANSITION_INTERDITE"


def test_la_dette_qui_a_change_appelle_une_autre_proposition(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    plan = proposer(recouvrement, dossier)
    payer(recouvrement, bail, sequence=2, soldes=[], recu_le="2026-09-21", montant=100, dette_echue=DU - 100)
    champs = {"plan_id": plan.id, "signe_le": "2026-09-22", "piece": "PLAN-1"}
    assert refus(recouvrement, "SignerPlan", RECOUVREMENT, **champs) == (
        "FAILED_PRECONDITION",
        "DETTE_MODIFIEE",
        "plan_id",
    )
    signer(recouvrement, proposer(recouvrement, dossier))
    assert [p.statut for p in plans(recouvrement, dossier, "2026-09-22")] == ["ABANDONNE", "SIGNE"]
    assert refus(recouvrement, "ProposerPlan", RECOUVREMENT, **une_proposition(dossier)) == (
        "ALREADY_EXISTS",
        "PLAN_EN_COURS",
        "dossier_id",
    )


def test_la_recevabilite_du_surendettement_interdit_un_plan_sur_l_arriere(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    signaler(recouvrement, bail, effet_le="2026-09-20")
    assert refus(recouvrement, "ProposerPlan", RECOUVREMENT, **une_proposition(dossier)) == (
        "FAILED_PRECONDITION",
        "GEL_SURENDETTEMENT",
        "dossier_id",
    )
    assert proposer(recouvrement, dossier, propose_le="2026-09-19").statut == "PROPOSE"


def test_la_recevabilite_survenue_depuis_empeche_de_signer_le_plan_propose(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    plan = proposer(recouvrement, impayer(recouvrement, bail))
    signaler(recouvrement, bail, effet_le="2026-09-22")
    champs = {"plan_id": plan.id, "signe_le": "2026-09-22", "piece": "PLAN-1"}
    assert refus(recouvrement, "SignerPlan", RECOUVREMENT, **champs) == (
        "FAILED_PRECONDITION",
        "GEL_SURENDETTEMENT",
        "plan_id",
    )


def test_un_surendettement_gele_le_plan_sans_le_rompre_et_laisse_relancer_le_courant(
    recouvrement: ServiceDeTest,
) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    signer(recouvrement, proposer(recouvrement, dossier))
    signaler(recouvrement, bail, effet_le="2026-10-01")
    passage(recouvrement, "2026-11-23T10:00")
    (plan,) = plans(recouvrement, dossier)
    assert (plan.statut, list(plan.retards)) == ("SIGNE", [])
    assert [nom for nom, _ in faits(recouvrement)] == [
        "DossierImpayéOuvert",
        "PlanApurementSigné",
        "SurendettementRecevable",
    ]
    courant = {
        "bail_id": str(bail),
        "constate_le": "2026-11-16",
        "dette_echue": 2 * DU,
        "premier_defaut_le": "2026-09-10",
        "termes": [AOUT, OCTOBRE],
        "impaye_constitue": "NON",
        "constitue_le": None,
        "regime_apl": "AVANT_2027",
    }
    livrer_compte(recouvrement, bail, 2, "LoyerImpayé", courant)
    passage(recouvrement, "2026-11-23T11:00")
    nom, relance = faits(recouvrement)[-1]
    assert (nom, relance["etape"]) == ("RelanceEnvoyée", "RELANCE_1")


def test_huit_signatures_simultanees_n_en_font_qu_une(recouvrement: ServiceDeTest) -> None:
    plan = proposer(recouvrement, impayer(recouvrement, un_bail(recouvrement)))

    def tenter(_rang: int) -> str:
        try:
            signer(recouvrement, plan)
        except EchecRpc as echec:
            return echec.code
        return "SIGNE"

    with ThreadPoolExecutor(8) as fils:
        assert sorted(fils.map(tenter, range(8))) == ["SIGNE", *["TRANSITION_INTERDITE"] * 7]
    assert [nom for nom, _ in faits(recouvrement)].count("PlanApurementSigné") == 1


def test_huit_propositions_simultanees_n_en_laissent_qu_une_vivante(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    with ThreadPoolExecutor(8) as fils:
        list(fils.map(lambda _rang: proposer(recouvrement, dossier), range(8)))
    assert sorted(p.statut for p in plans(recouvrement, dossier)) == [*["ABANDONNE"] * 7, "PROPOSE"]


def test_la_meme_proposition_rejouee_rend_le_meme_plan(recouvrement: ServiceDeTest) -> None:
    dossier, cle = impayer(recouvrement, un_bail(recouvrement)), str(uuid4())
    premier = proposer(recouvrement, dossier, request_id=cle)
    assert proposer(recouvrement, dossier, request_id=cle) == premier
    autre = une_proposition(dossier, request_id=cle, mensualites=5)
    assert refus(recouvrement, "ProposerPlan", RECOUVREMENT, **autre)[1] == "IDEMPOTENCY_MISMATCH"


def test_les_plans_se_lisent_dans_la_portee_de_l_agent(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    assert refus(recouvrement, "ListPlans", ASSISTANTE, dossier_id=dossier.id)[0] == "NOT_FOUND"
    assert refus(recouvrement, "ListPlans", GARDIEN, dossier_id=dossier.id)[0] == "PERMISSION_DENIED"
    assert refus(recouvrement, "SuivrePlans", RECOUVREMENT, au="2126-01-01") == (
        "INVALID_ARGUMENT",
        "DATE_FUTURE",
        "au",
    )
