"""Les bancs tournent de bout en bout, petits : de vraies mesures, la forme promise, et rien qui reste."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from console.bench.passerelle import centile
from console.bench.resultat import resultat
from console.local import rabbitmq

CLES = ["nom", "debit", "unite", "limite", "ratio", "p50_ms", "p99_ms", "memoire_mo", "parametres"]
COURTIER = [
    pytest.mark.rabbitmq,
    pytest.mark.skipif(not rabbitmq.installe(), reason="rabbitmq-server n'est pas installé"),
]


def bench(nom: str, *options: str, tmp: Path) -> dict[str, Any]:
    """Joue `logis bench` dans un dossier temporaire à lui ; vérifie qu'il n'y laisse rien."""
    commande = [sys.executable, "-m", "console", "bench", nom, *options, "--json"]
    fini = subprocess.run(
        commande, env={**os.environ, "TMPDIR": str(tmp)}, capture_output=True, text=True, timeout=400, check=False
    )
    assert fini.returncode == 0, fini.stdout + fini.stderr
    assert [f.name for f in tmp.iterdir() if f.name.startswith("logis-banc")] == []
    mesure: dict[str, Any] = json.loads(fini.stdout)
    assert list(mesure) == CLES
    assert mesure["debit"] > 0
    assert mesure["limite"] > 0
    assert mesure["ratio"] == pytest.approx(mesure["debit"] / mesure["limite"], abs=0.01)
    assert 0 < mesure["p50_ms"] <= mesure["p99_ms"]
    return mesure


@pytest.fixture
def court() -> Any:
    """Un dossier temporaire au chemin court : les sockets y ont leur place."""
    with tempfile.TemporaryDirectory(prefix="lb-", dir="/tmp") as dossier:
        yield Path(dossier)


@pytest.mark.parametrize(
    ("nom", "options"),
    [
        pytest.param("relais", ["--faits", "300", "--passages", "1"], marks=COURTIER),
        pytest.param("relais", ["--faits", "300", "--passages", "1", "--partitions", "2"], marks=COURTIER),
        pytest.param("consommateur", ["--faits", "300", "--passages", "1", "--duree-latence", "1"], marks=COURTIER),
        pytest.param("documents", ["--avis", "40", "--passages", "1"]),
        pytest.param("latence", ["--duree", "1"], marks=COURTIER),
    ],
)
def test_un_banc_mesure_a_cote_de_sa_limite(nom: str, options: list[str], court: Path) -> None:
    assert bench(nom, *options, tmp=court)["nom"] == nom


@pytest.mark.conteneur
def test_l_inbox_rejoue_un_vieux_fait_sans_effet_et_gare_le_trop_ancien(court: Path) -> None:
    mesure = bench("inbox", "--lignes", "20000", tmp=court)["parametres"]
    assert mesure["lignes"] >= 20_000
    assert mesure["mois"] >= 13
    assert mesure["fait_d_un_an"]["effets"] == 0
    assert mesure["fait_de_plus_de_400_jours"] == {"issue": "GARE", "code": "TROP_ANCIEN"}


def test_un_resultat_est_la_mediane_de_ses_passages() -> None:
    mesure = resultat(
        "x", debits=[10, 30, 20], unite="u/s", limites=[40, 60, 50], latences_ms=[1.0, 2.0, 9.0], memoire_mo=1, faits=3
    )
    assert (mesure["debit"], mesure["limite"], mesure["ratio"]) == (20, 50, 0.4)
    assert (mesure["p50_ms"], mesure["p99_ms"]) == (centile([1.0, 2.0, 9.0], 0.5), 9.0)
    assert mesure["parametres"] == {"faits": 3, "passages": [10, 30, 20], "passages_limite": [40, 60, 50]}
