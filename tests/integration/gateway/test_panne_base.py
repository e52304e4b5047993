"""La base de la passerelle tombe, puis revient : un refus passager, jamais une faute, et rien n'est montré sans trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from integration.gateway.appui_grpc import des_services
from integration.gateway.appui_passerelle import PasserelleDeTest
from integration.gateway.test_vue360 import FICHES, GESTION, Scene
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from appui.cles import Cles
from console.local.postgres import PostgresLocal
from logis.baux.v1 import baux_pb2

REPONSES = {**FICHES, "logis.baux.v1.BauxService/ListBaux": baux_pb2.ListBauxResponse()}


@contextmanager
def base_fermee(postgres: PostgresLocal, url: str) -> Iterator[None]:
    """Coupe les connexions de cette base et refuse les nouvelles, le temps du bloc."""
    admin = make_url(postgres.url_admin).set(drivername="postgresql").render_as_string(hide_password=False)
    base = str(make_url(url).database)
    with psycopg.connect(admin, autocommit=True) as connexion:
        connexion.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(Identifier(base)))
        connexion.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [base])
        try:
            yield
        finally:
            connexion.execute(SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(Identifier(base)))


def test_la_base_tombe_puis_revient(
    base_de: Callable[[str], str], cles: Cles, tmp_path: Path, postgres: PostgresLocal
) -> None:
    scene = Scene(base_de("gateway"), cles, tmp_path)
    with des_services(REPONSES) as servi:
        passerelle = PasserelleDeTest(url=scene.url, cles=cles, dossier=tmp_path, adresses=servi.adresses)
        entetes, adresse = passerelle.jeton(GESTION), f"/api/v1/locataires/{scene.locataire}/vue-360"

        async def scenario(client: httpx.AsyncClient) -> None:
            assert (await client.get(adresse, headers=entetes)).status_code == 200
            assert (await client.get("/sante/pret")).status_code == 200
            with base_fermee(postgres, scene.url):
                for chemin in (adresse, "/sante/pret"):
                    panne = await client.get(chemin, headers=entetes)
                    assert (panne.status_code, panne.json()["code"]) == (503, "BASE_INDISPONIBLE")
                    assert "cartes" not in panne.json()
                assert (await client.get("/sante")).status_code == 200
                assert (await client.get("/api/v1/baux", headers=entetes)).status_code == 200
            assert (await client.get(adresse, headers=entetes)).status_code == 200

        passerelle.jouer(scenario)
    assert len(scene.sql("SELECT * FROM journal_acces")) == 2


@pytest.mark.parametrize("chemin", ["/sante/pret", "/api/v1/locataires/0198c0de-0000-7000-8000-000000000001/vue-360"])
def test_une_base_injoignable_au_demarrage_n_empeche_pas_de_repondre(cles: Cles, tmp_path: Path, chemin: str) -> None:
    url = "postgresql+psycopg://logis@127.0.0.1:1/absente"
    passerelle = PasserelleDeTest(url=url, cles=cles, dossier=tmp_path, adresses="")

    async def scenario(client: httpx.AsyncClient) -> httpx.Response:
        return await client.get(chemin, headers=passerelle.jeton(GESTION))

    reponse = passerelle.jouer(scenario)
    assert (reponse.status_code, reponse.json()["code"]) == (503, "BASE_INDISPONIBLE")
    assert "127.0.0.1" not in reponse.text
