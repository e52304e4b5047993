"""Un PostgreSQL à nous pour toute la session de tests ; une base neuve par test, copiée d'un modèle migré."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from appui.cles import Cles
from appui.postgres import Modeles
from appui.services import ServiceDeTest
from console.local.espace import Espace
from console.local.postgres import PostgresLocal


@pytest.fixture(scope="session")
def racine_locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logis")


@pytest.fixture(scope="session")
def postgres(racine_locale: Path) -> Iterator[PostgresLocal]:
    travailleur = os.environ.get("PYTEST_XDIST_WORKER", "seul")
    serveur = PostgresLocal(Espace(f"test-{travailleur}", racine=racine_locale), rapide=True)
    serveur.demarrer()
    yield serveur
    serveur.detruire()


@pytest.fixture(scope="session")
def modeles(postgres: PostgresLocal) -> Modeles:
    return Modeles(postgres)


@pytest.fixture(scope="session")
def cles(tmp_path_factory: pytest.TempPathFactory) -> Cles:
    return Cles(tmp_path_factory.mktemp("cles"))


@pytest.fixture
def base_de(modeles: Modeles) -> Iterator[Callable[[str], str]]:
    """URL d'une base neuve et migrée pour le service nommé ; supprimée à la fin du test."""
    faites: list[str] = []

    def creer(service: str) -> str:
        nom, url = modeles.copier(service)
        faites.append(nom)
        return url

    yield creer
    for nom in faites:
        modeles.supprimer(nom)


@pytest.fixture
def service_de(base_de: Callable[[str], str], cles: Cles, tmp_path: Path) -> Iterator[Callable[..., ServiceDeTest]]:
    """Ouvre un service réel sur une base neuve."""
    ouverts: list[ServiceDeTest] = []

    def ouvrir(nom: str, *, adresses: str = "") -> ServiceDeTest:
        service = ServiceDeTest(nom, url=base_de(nom), cles=cles, documents=tmp_path / "documents", adresses=adresses)
        ouverts.append(service)
        return service

    yield ouvrir
    for service in ouverts:
        service.fermer()
