"""Le service des baux, par gRPC, sur une vraie base."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from appui.cles import ADMIN, un_agent
from appui.services import ServiceDeTest
from socle.technique.rpc.erreurs import EchecRpc

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")


@pytest.fixture
def baux(service_de: Callable[..., ServiceDeTest]) -> ServiceDeTest:
    return service_de("baux")


def une_residence(baux: ServiceDeTest) -> Any:
    return baux.appeler(
        "EnregistrerResidence",
        GESTION,
        nom="Les Tilleuls",
        adresse="12 rue des Essais",
        code_postal="69003",
        commune="Lyon",
        code_insee="69123",
        zone="2",
        zone_abc="A",
    ).residence


def un_logement(baux: ServiceDeTest, **change: Any) -> Any:
    champs = {
        "residence_id": une_residence(baux).id,
        "reference": f"T3-{uuid4()}",
        "typologie": "T3",
        "nombre_pieces": 3,
        "surface_habitable_dm2": 6200,
        "surface_utile_dm2": 6600,
        "financement": "PLUS",
        "loyer_principal": {"centimes": 41237, "devise": "EUR"},
        "loyer_maximum": {"centimes": 45000, "devise": "EUR"},
        "provision_charges": {"centimes": 9600, "devise": "EUR"},
        "dpe": "D",
    }
    return baux.appeler("EnregistrerLogement", GESTION, **{**champs, **change}).logement


def test_un_logement_declare_disponible_publie_son_fait(baux: ServiceDeTest) -> None:
    logement = un_logement(baux)
    reponse = baux.appeler(
        "DeclarerLogementDisponible", GESTION, logement_id=logement.id, disponible_le="2026-08-01", contingent="7"
    )
    assert reponse.logement.statut == "DISPONIBLE"
    (fait,) = baux.faits()
    assert (fait["type"], fait["aggregate_seq"], fait["payload"]["loyer_principal"]) == ("LogementDisponible", 1, 41237)
    assert fait["acteur"] == {"sub": GESTION.sub, "titre": "CHARGE_GESTION_LOCATIVE"}


def test_la_meme_requete_rend_la_meme_reponse_et_n_agit_qu_une_fois(baux: ServiceDeTest) -> None:
    logement = un_logement(baux)
    champs = {"request_id": str(uuid4()), "logement_id": logement.id, "disponible_le": "2026-08-01"}
    premiere = baux.appeler("DeclarerLogementDisponible", GESTION, **champs)
    assert baux.appeler("DeclarerLogementDisponible", GESTION, **champs) == premiere
    with pytest.raises(EchecRpc) as refus:
        baux.appeler("DeclarerLogementDisponible", GESTION, **{**champs, "disponible_le": "2026-08-02"})
    assert (refus.value.statut, refus.value.code) == (grpc.StatusCode.ALREADY_EXISTS, "IDEMPOTENCY_MISMATCH")
    assert len(baux.faits()) == 1


@pytest.mark.parametrize(
    ("change", "statut", "code", "champ"),
    [
        (
            {"loyer_principal": {"centimes": 41237, "devise": "USD"}},
            "INVALID_ARGUMENT",
            "DEVISE_REFUSEE",
            "loyer_principal",
        ),
        ({"loyer_principal": {"centimes": 0}}, "INVALID_ARGUMENT", "LOYER_NUL", "loyer_principal"),
        (
            {"loyer_principal": {"centimes": 45001}},
            "FAILED_PRECONDITION",
            "LOYER_AU_DESSUS_DU_MAXIMUM",
            "loyer_principal",
        ),
        ({"residence_id": "pas-un-uuid"}, "INVALID_ARGUMENT", "IDENTIFIANT_ILLISIBLE", "residence_id"),
        ({"residence_id": str(UUID(int=7))}, "NOT_FOUND", "RESIDENCE_INCONNU", "residence_id"),
        ({"surface_habitable_dm2": 899}, "INVALID_ARGUMENT", "SURFACE_INDECENTE", "surface_habitable_dm2"),
        ({"request_id": "abc"}, "INVALID_ARGUMENT", "REQUEST_ID_ILLISIBLE", "request_id"),
    ],
)
def test_un_logement_impossible_est_refuse_avec_son_champ_puis_un_bon_passe(
    baux: ServiceDeTest, change: dict[str, Any], statut: str, code: str, champ: str
) -> None:
    with pytest.raises(EchecRpc) as refus:
        un_logement(baux, **change)
    assert (refus.value.statut.name, refus.value.code, refus.value.champ) == (statut, code, champ)
    assert un_logement(baux).id


def test_un_etag_perime_est_refuse(baux: ServiceDeTest) -> None:
    logement = un_logement(baux)
    with pytest.raises(EchecRpc) as refus:
        baux.appeler(
            "DeclarerLogementDisponible", GESTION, logement_id=logement.id, disponible_le="2026-08-01", etag="99"
        )
    assert (refus.value.statut, refus.value.code) == (grpc.StatusCode.ABORTED, "VERSION_PERIMEE")


def test_sans_jeton_c_est_non_authentifie(baux: ServiceDeTest) -> None:
    with pytest.raises(grpc.RpcError) as erreur:
        baux.stub.ListLogements(baux.messages.ListLogementsRequest(), timeout=5)
    assert erreur.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_un_metier_sans_la_mission_est_refuse_avec_la_mission(baux: ServiceDeTest) -> None:
    with pytest.raises(EchecRpc) as refus:
        baux.appeler("EnregistrerResidence", un_agent("CHARGE_RECOUVREMENT"), nom="X", code_insee="69123", zone="2")
    assert refus.value.statut is grpc.StatusCode.PERMISSION_DENIED
    assert refus.value.donnees["mission"] == "BAI_MAJ_DOSSIERS"


def test_l_exploitant_lit_l_etat_du_noyau(baux: ServiceDeTest) -> None:
    from logis.noyau.v1 import noyau_pb2, noyau_pb2_grpc

    un_logement(baux)
    jeton = baux.cles.jeton("baux", ADMIN)
    stub = noyau_pb2_grpc.NoyauServiceStub(baux.canal)
    etat = stub.GetEtat(noyau_pb2.GetEtatRequest(), timeout=5, metadata=[("authorization", f"Bearer {jeton}")])
    assert (etat.service, etat.gares, etat.retenus) == ("baux", 0, 0)
