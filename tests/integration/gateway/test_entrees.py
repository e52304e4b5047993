"""Ce qui entre est lu strictement : chaque ambiguïté est refusée et nommée, rien n'est deviné, rien ne casse."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import httpx
import pytest
from integration.gateway.appui_grpc import Servi, des_services
from integration.gateway.appui_passerelle import PasserelleDeTest

from appui.cles import Cles, un_agent
from logis.baux.v1 import baux_pb2
from logis.demandes.v1 import demandes_pb2
from socle.domaine.refus import ConflitDeVersion

CREER = "logis.baux.v1.BauxService/EnregistrerResidence"
LISTER = "logis.baux.v1.BauxService/ListBaux"
LIRE = "logis.baux.v1.BauxService/GetLogement"
DISPONIBLE = "logis.baux.v1.BauxService/DeclarerLogementDisponible"
DOCUMENT = "logis.demandes.v1.DemandesService/GetDocument"
UN, AUTRE = "0198c0de-0000-7000-8000-000000000001", "0198c0de-0000-7000-8000-000000000002"
LOGEMENT = f"/api/v1/logements/{UN}"
REPONSES: dict[str, Any] = {
    CREER: baux_pb2.EnregistrerResidenceResponse(residence={"id": "r"}),
    LISTER: baux_pb2.ListBauxResponse(),
    LIRE: baux_pb2.GetLogementResponse(logement={"id": UN, "etag": "3"}),
    DISPONIBLE: baux_pb2.DeclarerLogementDisponibleResponse(logement={"id": UN, "etag": "4"}),
    DOCUMENT: demandes_pb2.GetDocumentResponse(
        document={"nom_fichier": 'Cœur "été".pdf', "empreinte_sha256": "abc"}, contenu=b"%PDF"
    ),
}
Jouer = Callable[..., tuple[httpx.Response, Servi]]


@pytest.fixture
def envoyer(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Jouer:
    """Envoie une requête d'un chargé de gestion ; rend la réponse et ce que les services ont reçu."""

    def jouer(
        verbe: str, adresse: str, *, reponses: dict[str, Any] | None = None, **envoi: Any
    ) -> tuple[httpx.Response, Servi]:
        with des_services({**REPONSES, **(reponses or {})}) as servi:
            passerelle = PasserelleDeTest(url=base_de("gateway"), cles=cles, dossier=tmp_path, adresses=servi.adresses)
            entetes = {**passerelle.jeton(un_agent("CHARGE_GESTION_LOCATIVE")), **envoi.pop("headers", {})}

            async def scenario(client: httpx.AsyncClient) -> httpx.Response:
                return await client.request(verbe, adresse, headers=entetes, **envoi)

            return passerelle.jouer(scenario), servi

    return jouer


@pytest.mark.parametrize(
    ("corps", "code", "champ"),
    [
        (r'{"nom": "\ud800"}', "CARACTERE_INTERDIT", "nom"),
        (r'{"nom": "é\udc00"}', "CARACTERE_INTERDIT", "nom"),
        (r'{"nom": "a\u0000b"}', "CARACTERE_INTERDIT", "nom"),
        (r'{"nom": "é\u0000"}', "CARACTERE_INTERDIT", "nom"),
        (r'{"\ud800": 1}', "CHAMP_INCONNU", "\\ud800"),
        ('{"nom": "A", "nom": "B"}', "CLE_EN_DOUBLE", "nom"),
        ('{"nom": NaN}', "JSON_ILLISIBLE", "corps"),
        ('{"nom": "A"} {}', "JSON_ILLISIBLE", "corps"),
        (b'{"nom": "\xe9"}', "JSON_ILLISIBLE", "corps"),
        ("null", "TYPE_ATTENDU", "corps"),
    ],
)
def test_un_corps_equivoque_est_refuse_avant_tout_service(
    envoyer: Jouer, corps: str | bytes, code: str, champ: str
) -> None:
    reponse, servi = envoyer("POST", "/api/v1/residences", content=corps)
    assert (reponse.status_code, reponse.json()["code"], reponse.json()["champ"]) == (400, code, champ)
    assert servi.recus == []


def test_une_cle_repetee_au_fond_du_corps_est_nommee_par_son_chemin(envoyer: Jouer) -> None:
    corps = '{"loyer_principal": {"centimes": 1, "centimes": 2}}'
    reponse, _ = envoyer("POST", "/api/v1/logements", content=corps)
    assert (reponse.json()["code"], reponse.json()["champ"]) == ("CLE_EN_DOUBLE", "loyer_principal.centimes")


@pytest.mark.parametrize(
    ("verbe", "adresse", "code", "champ"),
    [
        ("GET", "/api/v1/baux?page_size=1&page_size=2", "PARAMETRE_REPETE", "page_size"),
        ("GET", f"{LOGEMENT}?logement_id={AUTRE}", "PARAMETRE_REPETE", "logement_id"),
        ("GET", "/api/v1/baux?page_token=%00", "CARACTERE_INTERDIT", "page_token"),
        ("GET", "/api/v1/baux?page_size=%D9%A1", "TYPE_ATTENDU", "page_size"),
        ("GET", "/api/v1/baux?page_size=1_0", "TYPE_ATTENDU", "page_size"),
        ("GET", "/api/v1/logements/%00", "CARACTERE_INTERDIT", "logement_id"),
        ("POST", "/api/v1/residences?nom=A", "PARAMETRE_INCONNU", "nom"),
        ("GET", f"/api/v1/locataires/{UN}/vue-360?au=2026", "PARAMETRE_INCONNU", "au"),
    ],
)
def test_un_parametre_equivoque_est_refuse_avant_tout_service(
    envoyer: Jouer, verbe: str, adresse: str, code: str, champ: str
) -> None:
    reponse, servi = envoyer(verbe, adresse)
    assert (reponse.status_code, reponse.json()["code"], reponse.json()["champ"]) == (400, code, champ)
    assert servi.recus == []


def test_le_corps_ne_contredit_pas_l_adresse(envoyer: Jouer) -> None:
    adresse = f"{LOGEMENT}:declarer-disponible"
    reponse, servi = envoyer("POST", adresse, json={"logement_id": AUTRE})
    assert (reponse.status_code, reponse.json()["code"]) == (400, "CHAMP_CONTRADICTOIRE")
    assert servi.recus == []
    assert envoyer("POST", adresse, json={"logement_id": UN})[0].status_code == 200


@pytest.mark.parametrize("entetes", [{}, {"Content-Length": "2000000"}], ids=["par morceaux", "longueur annoncée"])
def test_un_corps_trop_gros_n_est_pas_recu_en_entier(envoyer: Jouer, entetes: dict[str, str]) -> None:
    recus = 0

    async def morceaux() -> AsyncIterator[bytes]:
        nonlocal recus
        for _ in range(100):
            recus += 1
            yield b" " * 100_000

    reponse, servi = envoyer("POST", "/api/v1/residences", content=morceaux(), headers=entetes)
    assert (reponse.status_code, reponse.json()["code"]) == (413, "CORPS_TROP_GROS")
    assert recus <= (0 if entetes else 12)
    assert servi.recus == []


@pytest.mark.parametrize(
    ("entetes", "corps", "code"),
    [
        ({"Idempotency-Key": UN}, {"request_id": AUTRE}, "CLE_CONTRADICTOIRE"),
        ({"Idempotency-Key": "x"}, {}, "REQUEST_ID_ILLISIBLE"),
        ({}, {"request_id": "x"}, "REQUEST_ID_ILLISIBLE"),
    ],
)
def test_une_cle_d_idempotence_douteuse_est_refusee(
    envoyer: Jouer, entetes: dict[str, str], corps: dict[str, str], code: str
) -> None:
    reponse, servi = envoyer("POST", "/api/v1/residences", json=corps, headers=entetes)
    assert (reponse.status_code, reponse.json()["code"]) == (400, code)
    assert servi.recus == []


@pytest.mark.parametrize(
    ("entetes", "corps"),
    [({"Idempotency-Key": UN}, {}), ({}, {"request_id": UN}), ({"Idempotency-Key": UN.upper()}, {"request_id": UN})],
)
def test_la_cle_donnee_est_celle_du_service_et_de_la_reponse(
    envoyer: Jouer, entetes: dict[str, str], corps: dict[str, str]
) -> None:
    reponse, servi = envoyer("POST", "/api/v1/residences", json=corps, headers=entetes)
    assert reponse.headers["idempotency-key"] == UN
    assert [requete.request_id for _, requete, _ in servi.recus] == [UN]


@pytest.mark.parametrize(
    ("panne", "statut"),
    [(grpc.StatusCode.DEADLINE_EXCEEDED, 504), (grpc.StatusCode.INTERNAL, 500), (b"pas un message", 500)],
)
def test_un_echec_rend_aussi_la_cle_qui_permet_de_recommencer(envoyer: Jouer, panne: Any, statut: int) -> None:
    reponse, servi = envoyer("POST", "/api/v1/residences", json={}, reponses={CREER: panne})
    assert reponse.status_code == statut
    assert reponse.headers["idempotency-key"] == servi.recus[0][1].request_id


def test_une_lecture_n_a_pas_de_cle(envoyer: Jouer) -> None:
    assert "idempotency-key" not in envoyer("GET", "/api/v1/baux")[0].headers


@pytest.mark.parametrize(
    ("condition", "statut", "code", "etag"),
    [
        ('"3"', 200, None, "3"),
        ("*", 200, None, ""),
        ('W/"3"', 412, "VERSION_PERIMEE", None),
        ("3", 400, "IF_MATCH_ILLISIBLE", None),
        ('"3", "4"', 400, "IF_MATCH_ILLISIBLE", None),
        ("", 400, "IF_MATCH_ILLISIBLE", None),
    ],
)
def test_if_match_devient_la_version_que_le_service_verifie(
    envoyer: Jouer, condition: str, statut: int, code: str | None, etag: str | None
) -> None:
    reponse, servi = envoyer("POST", f"{LOGEMENT}:declarer-disponible", json={}, headers={"If-Match": condition})
    assert (reponse.status_code, reponse.json().get("code")) == (statut, code)
    assert [requete.etag for _, requete, _ in servi.recus] == ([] if etag is None else [etag])


def test_une_version_perimee_rend_412(envoyer: Jouer) -> None:
    refus = ConflitDeVersion(attendue="3", presente="4")
    reponse, _ = envoyer(
        "POST", f"{LOGEMENT}:declarer-disponible", json={}, headers={"If-Match": '"3"'}, reponses={DISPONIBLE: refus}
    )
    assert (reponse.status_code, reponse.json()["code"]) == (412, "VERSION_PERIMEE")


def test_if_match_sur_une_operation_sans_version_est_refuse_plutot_qu_ignore(envoyer: Jouer) -> None:
    reponse, servi = envoyer("POST", "/api/v1/residences", json={}, headers={"If-Match": '"3"'})
    assert (reponse.status_code, reponse.json()["code"]) == (400, "IF_MATCH_SANS_EFFET")
    assert servi.recus == []


def test_if_match_et_l_etag_du_corps_ne_se_contredisent_pas(envoyer: Jouer) -> None:
    reponse, _ = envoyer("POST", f"{LOGEMENT}:declarer-disponible", json={"etag": "2"}, headers={"If-Match": '"3"'})
    assert (reponse.status_code, reponse.json()["code"]) == (400, "IF_MATCH_CONTRADICTOIRE")


@pytest.mark.parametrize(
    ("condition", "statut"),
    [
        ('"3"', 304),
        ('W/"3"', 304),
        ('"1", "3"', 304),
        ('W/"1" , W/"3"', 304),
        ("*", 304),
        ('"1", "2"', 200),
        ("3", 200),
        ('"3', 200),
    ],
)
def test_if_none_match_accepte_une_liste_et_l_etoile(envoyer: Jouer, condition: str, statut: int) -> None:
    reponse, _ = envoyer("GET", LOGEMENT, headers={"If-None-Match": condition})
    assert (reponse.status_code, reponse.headers["etag"]) == (statut, '"3"')


@pytest.mark.parametrize(("condition", "statut"), [({}, 200), ({"If-None-Match": '"x", "abc"'}, 304)])
def test_un_document_porte_son_vrai_nom_dans_un_en_tete_lisible_de_tous(
    envoyer: Jouer, condition: dict[str, str], statut: int
) -> None:
    reponse, _ = envoyer("GET", f"/api/v1/documents/demandes/{uuid4()}", headers=condition)
    assert reponse.status_code == statut
    assert reponse.headers["content-disposition"] == (
        "inline; filename=\"Coeur _ete_.pdf\"; filename*=UTF-8''C%C5%93ur%20%22%C3%A9t%C3%A9%22.pdf"
    )
