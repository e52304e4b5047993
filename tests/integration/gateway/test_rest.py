"""REST devant le vrai service des baux, sur de vraies bases."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from integration.gateway.appui_passerelle import PasserelleDeTest

from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest
from gateway.clients import type_requete
from gateway.routes import voies
from gateway.transcodage import remplir

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")
RESIDENCE = {"nom": "Les Tilleuls", "commune": "Lyon", "code_insee": "69123", "zone": "2", "zone_abc": "A"}


@pytest.fixture
def passerelle(
    service_de: Callable[..., ServiceDeTest], base_de: Callable[[str], str], cles: Cles, tmp_path: Path
) -> PasserelleDeTest:
    return PasserelleDeTest(
        url=base_de("gateway"), cles=cles, dossier=tmp_path, adresses=f"{service_de('baux').adresse},social=127.0.0.1:1"
    )


def test_une_ecriture_rend_sa_cle_et_la_rejoue_sans_agir_deux_fois(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        entetes = passerelle.jeton(GESTION)
        premiere = await client.post("/api/v1/residences", json=RESIDENCE, headers=entetes)
        assert premiere.status_code == 200
        cle = premiere.headers["idempotency-key"]
        assert UUID(cle).version == 7
        rejouee = await client.post("/api/v1/residences", json=RESIDENCE, headers={**entetes, "Idempotency-Key": cle})
        assert rejouee.json() == premiere.json()
        autre = await client.post(
            "/api/v1/residences", json={**RESIDENCE, "nom": "Autre"}, headers={**entetes, "Idempotency-Key": cle}
        )
        assert (autre.status_code, autre.json()["code"]) == (409, "IDEMPOTENCY_MISMATCH")

    passerelle.jouer(scenario)


async def un_logement(client: httpx.AsyncClient, entetes: dict[str, str]) -> dict[str, Any]:
    residence = (await client.post("/api/v1/residences", json=RESIDENCE, headers=entetes)).json()["residence"]
    corps = {
        "residence_id": residence["id"],
        "reference": f"T3-{uuid4()}",
        "typologie": "T3",
        "nombre_pieces": 3,
        "surface_habitable_dm2": 6200,
        "financement": "PLUS",
        "loyer_principal": {"centimes": 41237},
        "loyer_maximum": {"centimes": 45000, "devise": "EUR"},
    }
    reponse = await client.post("/api/v1/logements", json=corps, headers=entetes)
    assert reponse.status_code == 200, reponse.text
    logement: dict[str, Any] = reponse.json()["logement"]
    return logement


def test_l_etag_d_une_ressource_garde_sa_lecture_et_son_ecriture(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        entetes = passerelle.jeton(GESTION)
        logement = await un_logement(client, entetes)
        adresse = f"/api/v1/logements/{logement['id']}"
        lue = await client.get(adresse, headers=entetes)
        assert lue.headers["etag"] == f'"{logement["etag"]}"'
        assert lue.headers["cache-control"] == "no-store"
        encore = await client.get(adresse, headers={**entetes, "If-None-Match": lue.headers["etag"]})
        assert (encore.status_code, encore.content) == (304, b"")
        corps = {"disponible_le": "2026-08-01"}
        perimee = await client.post(
            f"{adresse}:declarer-disponible", json=corps, headers={**entetes, "If-Match": '"99"'}
        )
        assert (perimee.status_code, perimee.json()["code"]) == (412, "VERSION_PERIMEE")
        bonne = await client.post(
            f"{adresse}:declarer-disponible", json=corps, headers={**entetes, "If-Match": lue.headers["etag"]}
        )
        assert (bonne.status_code, bonne.json()["logement"]["statut"]) == (200, "DISPONIBLE")

    passerelle.jouer(scenario)


@pytest.mark.parametrize(
    ("methode", "adresse", "envoi", "statut", "code", "champ"),
    [
        ("POST", "/api/v1/residences", {"json": {"nome": "X"}}, 400, "CHAMP_INCONNU", "nome"),
        ("POST", "/api/v1/residences", {"content": b"{"}, 400, "JSON_ILLISIBLE", "corps"),
        ("POST", "/api/v1/residences", {"content": b"[" * 100_000}, 400, "JSON_ILLISIBLE", "corps"),
        ("POST", "/api/v1/residences", {"content": b" " * 1_000_001}, 413, "CORPS_TROP_GROS", "corps"),
        (
            "POST",
            "/api/v1/residences",
            {"json": RESIDENCE, "headers": {"Idempotency-Key": "abc"}},
            400,
            "REQUEST_ID_ILLISIBLE",
            "Idempotency-Key",
        ),
        ("GET", "/api/v1/baux?page_size=dix", {}, 400, "TYPE_ATTENDU", "page_size"),
        ("GET", "/api/v1/baux?tri=nom", {}, 400, "PARAMETRE_INCONNU", "tri"),
        ("GET", "/api/v1/logements/pas-un-uuid", {}, 400, "IDENTIFIANT_ILLISIBLE", "logement_id"),
        ("GET", f"/api/v1/logements/{UUID(int=7)}", {}, 404, "LOGEMENT_INCONNU", "logement_id"),
        ("GET", "/api/v1/nulle-part", {}, 404, "ADRESSE_INCONNUE", None),
        ("DELETE", "/api/v1/baux", {}, 405, "METHODE_NON_PERMISE", None),
        (
            "GET",
            "/api/v1/documents/baux/01900000-0000-7000-8000-000000000000",
            {},
            400,
            "SERVICE_SANS_DOCUMENT",
            "service",
        ),
    ],
)
def test_une_demande_fausse_rend_un_probleme_nomme(
    passerelle: PasserelleDeTest,
    methode: str,
    adresse: str,
    envoi: dict[str, Any],
    statut: int,
    code: str,
    champ: str | None,
) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        entetes = {**passerelle.jeton(GESTION), **envoi.get("headers", {})}
        reponse = await client.request(methode, adresse, **{**envoi, "headers": entetes})
        assert reponse.headers["content-type"] == "application/problem+json"
        probleme = reponse.json()
        assert (reponse.status_code, probleme["code"], probleme.get("champ")) == (statut, code, champ)

    passerelle.jouer(scenario)


def test_sans_jeton_ou_sans_mission_c_est_refuse(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        sans = await client.get("/api/v1/baux")
        assert (sans.status_code, sans.json()["code"]) == (401, "JETON_ABSENT")
        assert sans.headers["www-authenticate"].startswith("Bearer")
        faux = await client.get("/api/v1/baux", headers={"Authorization": "Bearer abc.def.ghi"})
        assert faux.status_code == 401
        refus = await client.post(
            "/api/v1/residences", json=RESIDENCE, headers=passerelle.jeton(un_agent("CHARGE_RECOUVREMENT"))
        )
        assert (refus.status_code, refus.json()["mission"]) == (403, "BAI_MAJ_DOSSIERS")

    passerelle.jouer(scenario)


def test_un_service_en_panne_rend_503_sans_adresse_interne(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        reponse = await client.get("/api/v1/dossiers-sociaux", headers=passerelle.jeton(un_agent("CONSEILLER_ESF")))
        assert reponse.status_code == 503
        assert "127.0.0.1" not in reponse.text

    passerelle.jouer(scenario)


def test_openapi_est_complet_et_la_page_ne_demande_rien_au_dehors(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        openapi = (await client.get("/openapi.json")).json()
        decrites = {(verbe.upper(), chemin) for chemin, ops in openapi["paths"].items() for verbe in ops}
        assert {(voie.verbe, voie.chemin) for voie in voies()} <= decrites
        assert ("GET", "/api/v1/locataires/{locataire_id}/vue-360") in decrites
        manquantes = [r for r in _references(openapi) if r.rpartition("/")[2] not in openapi["components"]["schemas"]]
        assert manquantes == []
        page = (await client.get("/docs")).text
        assert all(chemin in page for chemin in openapi["paths"])
        assert not re.search(r"""(src|href|action)=["']?(https?:)?//""", page)
        assert not re.search(r"<script|@import|url\(", page)

    passerelle.jouer(scenario)


def test_la_page_dit_ce_que_fait_chaque_appel_son_droit_et_un_exemple_que_la_porte_accepte(
    passerelle: PasserelleDeTest,
) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        openapi, page = (await client.get("/openapi.json")).json(), (await client.get("/docs")).text
        signer = openapi["paths"]["/api/v1/baux/{bail_id}:signer"]["post"]
        assert "mission BAI_SIGNER «" in signer["description"]
        assert {p["name"] for p in signer["parameters"]} == {"bail_id", "Idempotency-Key", "If-Match"}
        assert page.index('id="demandes"') < page.index('id="baux"') < page.index('id="passerelle"')
        assert "`" not in page
        assert "curl -H" in page
        for chemin, operations in openapi["paths"].items():
            for operation in operations.values():
                assert operation["summary"].replace("`", "") in re.sub("</?code>", "", html.unescape(page)), chemin
                corps = operation.get("requestBody", {}).get("content", {}).get("application/json")
                if corps:
                    genre = type_requete(methodes[operation["operationId"]])
                    remplir(genre(), corps["example"])

    methodes = {f"{voie.service}_{voie.nom}": voie.methode for voie in voies()}
    passerelle.jouer(scenario)


def _references(noeud: Any) -> list[str]:
    if isinstance(noeud, dict):
        propres = [noeud["$ref"]] if isinstance(noeud.get("$ref"), str) else []
        return propres + [r for valeur in noeud.values() for r in _references(valeur)]
    return [r for valeur in noeud for r in _references(valeur)] if isinstance(noeud, list) else []
