"""Le parcours de référence, deux fois de suite à côté d'une suite en marche, puis sur de vrais serveurs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from appui.developpement import environnement_propre, une_suite_de_developpement
from console.local import rabbitmq
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.services import TOUS

CLES = {"ok", "etapes", "evenements", "non_envoyes", "retenus", "gares", "duree_s"}


def jouer(racine: Path, **variables: str) -> dict[str, object]:
    resultat = subprocess.run(
        [sys.executable, "-m", "console", "demo", "--json"],
        env=environnement_propre(racine, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert resultat.returncode == 0, resultat.stdout + resultat.stderr
    bilan: dict[str, object] = json.loads(resultat.stdout.splitlines()[-1])
    return bilan


def verifier(bilan: dict[str, object]) -> None:
    assert set(bilan) >= CLES
    assert bilan["ok"] is True
    assert (bilan["non_envoyes"], bilan["retenus"], bilan["gares"]) == (0, 0, 0)
    assert int(str(bilan["evenements"])) >= 45


@pytest.mark.conteneur
def test_le_parcours_passe_deux_fois_de_suite_a_cote_d_une_suite_en_marche_sans_toucher_a_ses_donnees(
    tmp_path: Path,
) -> None:
    with une_suite_de_developpement(tmp_path) as suite:
        suite.ecrire("avant la démonstration")
        avant = suite.empreintes()
        assert {nom.split(".")[0] for nom in avant} == {*TOUS, "fichiers"}
        assert avant["baux.logement"][0] == 1
        assert avant["demandes.offre"][0] == 1, "la suite a bien travaillé : le fait a traversé le bus"
        verifier(jouer(tmp_path))
        verifier(jouer(tmp_path))
        assert suite.empreintes() == avant
        suite.ecrire("après la démonstration")
        assert suite.empreintes()["baux.logement"][0] == 2
    PostgresLocal(Espace("demo", racine=tmp_path)).detruire()


@pytest.fixture
def courtier(tmp_path: Path) -> Iterator[str]:
    if not rabbitmq.installe():
        pytest.skip("rabbitmq-server n'est pas installé")
    with rabbitmq.NoeudRabbitMQ(Espace("test-courtier-demo", racine=tmp_path)) as noeud:
        yield noeud.url


@pytest.mark.rabbitmq
def test_le_meme_parcours_passe_sur_de_vrais_serveurs(courtier: str, postgres: PostgresLocal, tmp_path: Path) -> None:
    verifier(jouer(tmp_path, LOGIS_AMQP_URL=courtier, LOGIS_POSTGRES_URL=postgres.url_admin))
