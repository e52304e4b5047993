"""Un nœud RabbitMQ à nous, et le bus sous chaque limite de livraisons que les courtiers connaissent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from appui.bus import BusDEssai
from appui.cles import Cles
from appui.exploitation import Exploitation
from console.local import rabbitmq
from console.local.espace import Espace
from console.local.rabbitmq import NoeudRabbitMQ
from gateway.config import Config
from gateway.entrypoints.serveur import ouvrir

LIMITES: dict[str, int | None] = {"absente": None, "20": 20, "3": 3}
"""RabbitMQ 3.x n'a pas de limite, 4.x en a une de 20, et chacun peut en poser une plus basse par politique."""

_numeros = count(1)
_posees: set[str] = set()


@pytest.fixture(scope="session")
def courtier(racine_locale: Path) -> Iterator[NoeudRabbitMQ]:
    """Un nœud RabbitMQ à nous."""
    if not rabbitmq.installe():
        pytest.skip("rabbitmq-server n'est pas installé")
    with NoeudRabbitMQ(Espace("test-courtier", racine=racine_locale)) as noeud:
        yield noeud


def sous_limite(noeud: NoeudRabbitMQ, nom: str) -> BusDEssai:
    """Le bus dont les files portent cette limite, par politique sur leur préfixe."""
    limite, famille = LIMITES[nom], f"limite-{nom}"
    if limite is not None and nom not in _posees:
        noeud.politique(famille, rf"^{famille}-", {"delivery-limit": limite})
        _posees.add(nom)
    return BusDEssai(noeud.url, f"{famille}-{next(_numeros)}", limite)


@pytest.fixture(params=[pytest.param(nom, marks=pytest.mark.rabbitmq) for nom in LIMITES])
def bus_limite(request: pytest.FixtureRequest, courtier: NoeudRabbitMQ) -> BusDEssai:
    """Le bus de RabbitMQ, sans limite de livraisons, puis à 20, puis à 3."""
    return sous_limite(courtier, request.param)


@pytest.fixture(params=["memoire", *(pytest.param(nom, marks=pytest.mark.rabbitmq) for nom in LIMITES)])
def bus_d_essai(request: pytest.FixtureRequest) -> BusDEssai:
    """Le bus en mémoire, puis celui de RabbitMQ sous chaque limite de livraisons."""
    if request.param == "memoire":
        return BusDEssai("memory://", "t")
    return sous_limite(request.getfixturevalue("courtier"), request.param)


@pytest.fixture
def exploitation(base_de: Callable[[str], str], cles: Cles) -> Iterator[Exploitation]:
    config = Config(
        database_url=base_de("gateway"),
        port_interne=0,
        jwks_interne=cles.jwks,
        jwks_externe=cles.jwks,
        emetteur_externe="essai",
        espace="test",
    )
    porte = Exploitation(ouvrir(config), cles)
    yield porte
    porte.canal.close()
    porte.service.arreter()
