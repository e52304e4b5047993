"""Le travailleur nameko réel : relais, arrêt propre, sur le bus en mémoire puis sur RabbitMQ."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from appui.attente import attendre
from appui.cles import Cles, un_agent
from appui.services import ServiceDeTest
from appui.travailleurs import un_travailleur
from console.local import rabbitmq
from console.local.espace import Espace

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")


@pytest.fixture(scope="session")
def courtier(racine_locale: Path) -> Iterator[str]:
    """Un nœud RabbitMQ à nous."""
    if not rabbitmq.installe():
        pytest.skip("rabbitmq-server n'est pas installé")
    with rabbitmq.NoeudRabbitMQ(Espace("test-courtier", racine=racine_locale)) as noeud:
        yield noeud.url


@pytest.fixture(params=["memoire", pytest.param("rabbitmq", marks=pytest.mark.rabbitmq)])
def amqp_url(request: pytest.FixtureRequest) -> str:
    return "memory://" if request.param == "memoire" else str(request.getfixturevalue("courtier"))


def publier_un_fait(baux: ServiceDeTest) -> None:
    residence = baux.appeler(
        "EnregistrerResidence", GESTION, nom="R", commune="Lyon", code_insee="69123", zone="2", zone_abc="A"
    ).residence
    logement = baux.appeler(
        "EnregistrerLogement",
        GESTION,
        residence_id=residence.id,
        reference=f"L-{residence.id}",
        typologie="T2",
        nombre_pieces=2,
        surface_habitable_dm2=4500,
        financement="PLUS",
        loyer_principal={"centimes": 30000},
        loyer_maximum={"centimes": 40000},
    ).logement
    baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement.id, disponible_le="2026-08-01")


def test_les_faits_partent_et_le_travailleur_rend_sa_tenure_en_s_arretant(
    amqp_url: str, service_de: Callable[..., ServiceDeTest], cles: Cles, tmp_path: Path
) -> None:
    baux = service_de("baux")
    publier_un_fait(baux)
    url = baux.config.database_url
    journal = tmp_path / "travailleur.log"
    topologie = tmp_path / "topologie.yaml"
    topologie.write_text("partitions: 1\nservices: {baux: {ecoute: {demandes: [demande, offre]}}}\n", encoding="utf-8")
    with un_travailleur(
        ["baux"],
        urls={"baux": url},
        amqp_url=amqp_url,
        prefixe="t",
        jwks=cles.jwks,
        journal=journal,
        topologie=topologie,
    ) as processus:
        attendre(lambda: baux.faits()[0]["sent_at"] is not None, delai=20, quoi="le premier envoi")
        publier_un_fait(baux)
        attendre(lambda: all(f["sent_at"] for f in baux.faits()), delai=5, quoi="le second envoi")
        processus.send_signal(signal.SIGTERM)
        assert processus.wait(15) == 0, journal.read_text()
    with baux.noyau.moteur.connect() as connexion:
        assert connexion.execute(text("SELECT expire_le <= now() FROM tenure")).scalar() is True
