"""Les actes de prescription par REST : consigner, terminer, annuler, lire, et les refus qui nomment leur champ."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
from integration.gateway.appui_passerelle import PasserelleDeTest
from integration.quittancement.appui_quittancement import quittancer, un_compte

from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest


def test_de_l_acte_consigne_a_la_prescription_lue(
    service_de: Callable[..., ServiceDeTest], base_de: Callable[[str], str], cles: Cles, tmp_path: Path
) -> None:
    service = service_de("quittancement")
    bail = un_compte(service)
    quittancer(service, "2026-05")
    passerelle = PasserelleDeTest(url=base_de("gateway"), cles=cles, dossier=tmp_path, adresses=service.adresse)

    async def scenario(client: httpx.AsyncClient) -> None:
        entetes, compte = passerelle.jeton(un_agent("CHARGE_CONTENTIEUX")), f"/api/v1/comptes/{bail}"
        corps = {"nature": "CONCILIATION", "fait_le": "2026-07-01", "piece": "PV-7"}
        consigne = await client.post(f"{compte}/actes", json=corps, headers=entetes)
        assert consigne.status_code == 200, consigne.text
        acte = consigne.json()["acte"]
        assert acte["termes"] == ["2026-05"]
        deja = await client.post(f"{compte}/actes", json=corps, headers=entetes)
        assert (deja.status_code, deja.json()["code"], deja.json()["champ"]) == (409, "ACTE_DEJA_CONSIGNE", "piece")
        faux = await client.post(f"{compte}/actes", json={**corps, "nature": "AVIS"}, headers=entetes)
        assert (faux.status_code, faux.json()["code"], faux.json()["champ"]) == (400, "NATURE_INCONNUE", "nature")
        fini = await client.post(
            f"{compte}/actes/{acte['id']}:terminer", json={"fini_le": "2026-08-30"}, headers=entetes
        )
        assert fini.json()["acte"]["fini_le"] == "2026-08-30"
        (terme,) = (await client.get(f"{compte}/prescriptions?au=", headers=entetes)).json()["termes"]
        assert terme["dernier_jour"] == "2029-07-30"
        assert (
            await client.get(f"{compte}/actes", headers=passerelle.jeton(un_agent("GARDIEN_IMMEUBLE")))
        ).status_code == 403
        annule = await client.post(
            f"{compte}/actes/{acte['id']}:annuler", json={"motif": "NON_AVENUE"}, headers=entetes
        )
        assert annule.json()["acte"]["motif_annulation"] == "NON_AVENUE"
        lus = (await client.get(f"{compte}/actes", headers=entetes)).json()
        assert [a["id"] for a in lus["actes"]] == [acte["id"]]
        assert {n["code"]: n["duree_ans"] for n in lus["natures"]}["TITRE_EXECUTOIRE"] == 10

    passerelle.jouer(scenario)
