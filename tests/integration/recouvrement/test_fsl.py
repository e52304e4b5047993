"""Le dossier FSL par gRPC : dépôt, décision du partenaire, paiement reçu, retour aux relances."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from appui_recouvrement import (
    DU,
    INCONNU,
    LE_FSL,
    RECOUVREMENT,
    euros,
    faits,
    impayer,
    jouer,
    lu,
    payer,
    programme,
    refus,
    un_bail,
)

from appui.services import ServiceDeTest
from socle.technique.contexte import Appelant
from socle.technique.rpc.erreurs import EchecRpc

PIECES = [
    "IDENTITE",
    "COMPOSITION_FOYER",
    "RESSOURCES_3_MOIS",
    "CHARGES",
    "DECOMPTE_CERTIFIE",
    "AVIS_SOCIAL",
    "RIB_BAILLEUR",
    "BAIL",
    "ATTESTATION_APL",
]


def un_depot(dossier: Any, **change: Any) -> dict[str, Any]:
    return {
        "dossier_id": dossier.id,
        "departement": "69",
        "depose_le": "2026-10-10",
        "consentement_le": "2026-10-08",
        "pieces": PIECES,
        "termes_repris": 2,
        **change,
    }


def deposer(service: ServiceDeTest, dossier: Any, **change: Any) -> Any:
    return service.appeler("DeposerDossierFsl", RECOUVREMENT, **un_depot(dossier, **change)).dossier


def un_accord(**change: Any) -> dict[str, Any]:
    return {
        "decision_id": "FSL69-1",
        "sens": "ACCORD",
        "aide": "SUBVENTION",
        "montant": euros(DU),
        "termes_couverts": ["2026-08"],
        "date_commission": "2026-10-20",
        **change,
    }


def test_le_depot_suspend_les_relances_et_l_accord_paye_les_rend(recouvrement: ServiceDeTest) -> None:
    bail = un_bail(recouvrement)
    dossier = impayer(recouvrement, bail)
    jouer(recouvrement, "2026-09-15")
    fsl = deposer(recouvrement, dossier)
    assert (fsl.statut, fsl.dette_certifiee.centimes) == ("DEPOSE", DU)
    assert [a.arret for a in programme(recouvrement, dossier, "2026-10-12").arrets] == ["FSL_EN_INSTRUCTION"]
    assert jouer(recouvrement, "2026-10-12") == 0
    decide = recouvrement.appeler("EnregistrerDecisionFsl", LE_FSL, dossier_fsl_id=fsl.id, decision=un_accord()).dossier
    assert (decide.statut, decide.decision.montant.centimes) == ("ACCORD", DU)
    payer(
        recouvrement,
        bail,
        sequence=2,
        soldes=["2026-08"],
        recu_le="2026-10-28",
        dossier_fsl_id=fsl.id,
        decision_id="FSL69-1",
    )
    paye = recouvrement.appeler("GetDossierFsl", RECOUVREMENT, dossier_fsl_id=fsl.id).dossier
    assert (paye.statut, paye.montant_paye.centimes) == ("PAYE", DU)
    assert (lu(recouvrement, dossier).phase, lu(recouvrement, dossier).dette_courante.centimes) == ("AMIABLE_1", 0)
    assert [nom for nom, _ in faits(recouvrement)] == [
        "DossierImpayéOuvert",
        "RelanceEnvoyée",
        "DossierFSLDéposé",
        "DécisionFSLReçue",
    ]


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"dossier_id": INCONNU}, ("NOT_FOUND", "DOSSIERIMPAYE_INCONNU", "dossier_id")),
        ({"departement": "6"}, ("INVALID_ARGUMENT", "DEPARTEMENT_ILLISIBLE", "departement")),
        ({"depose_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "depose_le")),
        ({"depose_le": "2026-09-14"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "depose_le")),
        ({"consentement_le": ""}, ("PERMISSION_DENIED", "CONSENTEMENT_ABSENT", "consentement_le")),
        ({"consentement_le": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "consentement_le")),
        ({"consentement_le": "2026-10-11"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "consentement_le")),
        ({"pieces": PIECES[1:]}, ("INVALID_ARGUMENT", "PIECE_MANQUANTE", "pieces")),
        ({"termes_repris": 1}, ("FAILED_PRECONDITION", "COURANT_NON_REPRIS", "termes_repris")),
        (
            {"termes": [{"mois": "2026-07", "du": euros(1)}]},
            ("FAILED_PRECONDITION", "TERME_NON_DU", "termes"),
        ),
        ({"termes": [{"mois": "août", "du": euros(1)}]}, ("INVALID_ARGUMENT", "MOIS_ILLISIBLE", "termes.mois")),
    ],
)
def test_un_depot_impossible_est_refuse_puis_le_bon_passe_une_fois(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    assert refus(recouvrement, "DeposerDossierFsl", RECOUVREMENT, **un_depot(dossier, **champs)) == attendu
    assert [nom for nom, _ in faits(recouvrement)] == ["DossierImpayéOuvert"]
    assert deposer(recouvrement, dossier).statut == "DEPOSE"
    assert refus(recouvrement, "DeposerDossierFsl", RECOUVREMENT, **un_depot(dossier))[1] == "FSL_DEJA_EN_COURS"


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"decision_id": " "}, ("INVALID_ARGUMENT", "CHAMP_VIDE", "decision.decision_id")),
        ({"sens": "PEUT-ETRE"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "decision.sens")),
        ({"aide": "CADEAU"}, ("INVALID_ARGUMENT", "CODE_INCONNU", "decision.aide")),
        ({"date_commission": "2126-01-01"}, ("INVALID_ARGUMENT", "DATE_FUTURE", "decision.date_commission")),
        ({"date_commission": "2026-10-09"}, ("INVALID_ARGUMENT", "DATE_INCOHERENTE", "decision.date_commission")),
        (
            {"montant": euros(DU + 1)},
            ("FAILED_PRECONDITION", "MONTANT_SUPERIEUR_A_LA_DETTE", "decision.montant"),
        ),
        (
            {"termes_couverts": ["2026-07"]},
            ("FAILED_PRECONDITION", "TERME_NON_CERTIFIE", "decision.termes_couverts"),
        ),
        ({"sens": "REFUS"}, ("INVALID_ARGUMENT", "AIDE_SANS_ACCORD", "decision.montant")),
    ],
)
def test_une_decision_impossible_est_refusee_puis_la_bonne_passe_deux_fois_sans_effet_double(
    recouvrement: ServiceDeTest, champs: dict[str, Any], attendu: tuple[str, str, str]
) -> None:
    fsl = deposer(recouvrement, impayer(recouvrement, un_bail(recouvrement)))
    decision = {"dossier_fsl_id": fsl.id, "decision": un_accord(**champs)}
    assert refus(recouvrement, "EnregistrerDecisionFsl", LE_FSL, **decision) == attendu
    for _fois in range(2):
        recouvrement.appeler("EnregistrerDecisionFsl", LE_FSL, dossier_fsl_id=fsl.id, decision=un_accord())
    assert [nom for nom, _ in faits(recouvrement)].count("DécisionFSLReçue") == 1
    autre = {"dossier_fsl_id": fsl.id, "decision": un_accord(montant=euros(1))}
    assert refus(recouvrement, "EnregistrerDecisionFsl", LE_FSL, **autre) == (
        "ALREADY_EXISTS",
        "DECISION_DIFFERENTE",
        "decision.decision_id",
    )


def test_un_fsl_ne_voit_que_son_departement(recouvrement: ServiceDeTest) -> None:
    fsl = deposer(recouvrement, impayer(recouvrement, un_bail(recouvrement)))
    voisin = Appelant(sub="fsl-42", partenaire="FSL", departement="42")
    decision = {"dossier_fsl_id": fsl.id, "decision": un_accord()}
    assert refus(recouvrement, "EnregistrerDecisionFsl", voisin, **decision) == (
        "NOT_FOUND",
        "DOSSIERFSL_INCONNU",
        "dossier_fsl_id",
    )
    assert refus(recouvrement, "EnregistrerDecisionFsl", RECOUVREMENT, **decision)[0] == "PERMISSION_DENIED"
    assert refus(recouvrement, "GetDossierFsl", RECOUVREMENT, dossier_fsl_id=INCONNU)[0] == "NOT_FOUND"


def test_huit_depots_simultanes_n_en_retiennent_qu_un(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))

    def tenter(_rang: int) -> str:
        try:
            return str(deposer(recouvrement, dossier).statut)
        except EchecRpc as echec:
            return echec.code

    with ThreadPoolExecutor(8) as fils:
        assert sorted(fils.map(tenter, range(8))) == ["DEPOSE", *["FSL_DEJA_EN_COURS"] * 7]
    assert [nom for nom, _ in faits(recouvrement)] == ["DossierImpayéOuvert", "DossierFSLDéposé"]


def test_le_meme_depot_rejoue_rend_le_meme_dossier(recouvrement: ServiceDeTest) -> None:
    dossier, cle = impayer(recouvrement, un_bail(recouvrement)), str(uuid4())
    premier = deposer(recouvrement, dossier, request_id=cle)
    assert deposer(recouvrement, dossier, request_id=cle) == premier
    autre = un_depot(dossier, request_id=cle, departement="42")
    assert refus(recouvrement, "DeposerDossierFsl", RECOUVREMENT, **autre)[1] == "IDEMPOTENCY_MISMATCH"


def test_un_refus_du_fsl_rend_le_dossier_a_ses_relances(recouvrement: ServiceDeTest) -> None:
    dossier = impayer(recouvrement, un_bail(recouvrement))
    fsl = deposer(recouvrement, dossier)
    rejet = {
        "decision_id": "R",
        "sens": "REFUS",
        "motif": "RESSOURCES",
        "date_commission": "2026-10-20",
    }
    refuse = recouvrement.appeler("EnregistrerDecisionFsl", LE_FSL, dossier_fsl_id=fsl.id, decision=rejet).dossier
    assert (refuse.statut, lu(recouvrement, dossier).phase) == ("REFUS", "PREVENTION")
    assert jouer(recouvrement, "2026-10-21") == 3
