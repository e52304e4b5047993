"""Les consommations par REST : un second service gRPC du même paquet a ses voies, ses droits et ses refus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from integration.gateway.appui_passerelle import PasserelleDeTest

from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest
from gateway.routes import voies

ANALYSTE = un_agent("ANALYSTE_CHARGES")
EN_TETE = "compteur;date;index;qualite;source"


@pytest.fixture
def passerelle(
    service_de: Callable[..., ServiceDeTest], base_de: Callable[[str], str], cles: Cles, tmp_path: Path
) -> PasserelleDeTest:
    adresses = service_de("quittancement").adresse
    return PasserelleDeTest(url=base_de("gateway"), cles=cles, dossier=tmp_path, adresses=adresses)


def test_du_compteur_pose_a_la_consommation_lue(passerelle: PasserelleDeTest) -> None:
    async def scenario(client: httpx.AsyncClient) -> None:
        entetes, residence = passerelle.jeton(ANALYSTE), str(uuid4())
        pose = await client.post(
            "/api/v1/compteurs",
            json={
                "reference": "EF-1",
                "residence_id": residence,
                "logement_id": str(uuid4()),
                "fluide": "EF",
                "usage": "AUTRE",
                "role": "INDIVIDUEL",
                "modulo": 100_000_000,
                "pose_le": "2026-01-01",
            },
            headers=entetes,
        )
        assert pose.status_code == 200, pose.text
        compteur = pose.json()["compteur"]
        lignes = [EN_TETE, "EF-1;2026-02-01;10;REEL;A", "EF-1;2026-03-01;19,5;REEL;A", "EF-1;2026-03-02;1;REEL;A"]
        importe = await client.post("/api/v1/releves:importer", json={"contenu": "\n".join(lignes)}, headers=entetes)
        rendu = importe.json()["compte_rendu"]
        assert (rendu["acceptes"], [e["code"] for e in rendu["ecartees"]]) == (2, ["INDEX_REGRESSIF"])
        lue = await client.get(
            f"/api/v1/compteurs/{compteur['id']}/consommation",
            params={"du": "2026-02-01", "au": "2026-03-01"},
            headers=entetes,
        )
        assert lue.json()["quantite"] == {"milliemes": 9500, "unite": "m³", "certitude": "verifie"}
        faux = await client.post("/api/v1/releves:importer", json={"contenu": "x"}, headers=entetes)
        assert (faux.status_code, faux.json()["code"], faux.json()["champ"]) == (400, "EN_TETE_FAUX", "contenu")
        gardien = passerelle.jeton(un_agent("GARDIEN_IMMEUBLE", perimetre=(residence,)))
        refus = await client.get("/api/v1/compteurs", params={"residence_id": residence}, headers=gardien)
        assert refus.status_code == 403

    passerelle.jouer(scenario)


def test_les_voies_des_deux_services_du_quittancement_sont_ouvertes() -> None:
    services = {voie.methode.partition("/")[0] for voie in voies() if voie.service == "quittancement"}
    assert services >= {"logis.quittancement.v1.QuittancementService", "logis.quittancement.v1.ConsommationsService"}
