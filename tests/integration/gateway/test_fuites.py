"""Rien de l'intérieur ne sort : une panne rend un texte générique et un numéro d'incident, que le journal explique."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from integration.gateway.appui_grpc import des_services
from integration.gateway.appui_passerelle import PasserelleDeTest
from structlog.testing import capture_logs

from appui.cles import Cles, un_agent

BAUX = "logis.baux.v1.BauxService/ListBaux"
GESTION = un_agent("CHARGE_GESTION_LOCATIVE")


@pytest.fixture
def lire(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Callable[[Any], tuple[httpx.Response, Any]]:
    """Lit les baux devant un service qui rend ce qu'on lui dit ; rend la réponse et le journal."""

    def jouer(reponse: Any, adresse: str = "/api/v1/baux") -> tuple[httpx.Response, Any]:
        with des_services({BAUX: reponse}) as servi, capture_logs() as journal:
            passerelle = PasserelleDeTest(url=base_de("gateway"), cles=cles, dossier=tmp_path, adresses=servi.adresses)

            async def scenario(client: httpx.AsyncClient) -> httpx.Response:
                return await client.get(adresse, headers=passerelle.jeton(GESTION))

            return passerelle.jouer(scenario), journal

    return jouer


@pytest.mark.parametrize(
    ("statut", "http", "code"),
    [
        (grpc.StatusCode.INTERNAL, 500, "ERREUR_INTERNE"),
        (grpc.StatusCode.UNKNOWN, 500, "ERREUR_INTERNE"),
        (grpc.StatusCode.NOT_FOUND, 500, "ERREUR_INTERNE"),
        (grpc.StatusCode.UNAVAILABLE, 503, "SERVICE_INDISPONIBLE"),
        (grpc.StatusCode.RESOURCE_EXHAUSTED, 429, "SERVICE_SATURE"),
    ],
    ids=lambda valeur: getattr(valeur, "name", None),
)
def test_le_detail_d_un_statut_sans_code_reste_dedans_et_son_incident_le_retrouve(
    lire: Any, statut: grpc.StatusCode, http: int, code: str
) -> None:
    reponse, journal = lire(statut)
    probleme = reponse.json()
    assert (reponse.status_code, probleme["code"]) == (http, code)
    assert "10.0.0.7" not in reponse.text
    (trace,) = [ligne for ligne in journal if ligne.get("incident") == probleme["incident"]]
    assert "10.0.0.7" in trace["detail"]


def test_une_reponse_illisible_est_un_incident_et_non_une_page_blanche(lire: Any) -> None:
    reponse, journal = lire(b"pas un message")
    assert (reponse.status_code, reponse.json()["code"]) == (500, "ERREUR_INTERNE")
    assert reponse.json()["incident"] in [ligne.get("incident") for ligne in journal]


@pytest.mark.parametrize("adresse", ["/api/v1/nulle-part", "/api/v1/baux?tri=nom", "/api/v1/baux"])
def test_un_probleme_ne_se_garde_pas(lire: Any, adresse: str) -> None:
    reponse, _ = lire(grpc.StatusCode.INTERNAL, adresse)
    assert reponse.status_code >= 400
    assert reponse.headers["cache-control"] == "no-store"
