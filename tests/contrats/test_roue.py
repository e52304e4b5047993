"""La roue porte tout ce dont une installation a besoin : code, migrations, barèmes, gabarits, topologie."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from socle.technique.config import DEPOT

CHARGER_TOUT = """
import importlib, pathlib, sys
from console.services import DOMAINES, topologie
from socle.technique.baremes import charger_baremes
from socle.technique.documents import Imprimeur
from socle.technique.habilitations import charger_habilitations
racine = pathlib.Path(importlib.import_module("socle").__file__).parents[1]
assert racine.is_relative_to(sys.prefix), racine
for service in DOMAINES:
    assert vars(charger_baremes(racine / service / "baremes")), service
    importlib.import_module(f"logis.{service}.v1.{service}_pb2_grpc")
assert len(charger_habilitations().metiers) == 29
assert set(topologie().services) >= set(DOMAINES)
gabarit = next((racine / "demandes/adapters/documents").glob("*.typ"))
try:
    Imprimeur().imprimer(gabarit, {"titre": "t", "auteur": "a", "edite_le": "2026-01-01"})
except Exception as erreur:
    assert "courrier" not in str(erreur), "la mise en page commune manque"
print("tout se charge")
"""


@pytest.fixture(scope="module")
def roue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La roue du dépôt, construite sans réseau sur une copie : rien ne s'écrit dans l'arbre."""
    source, sortie = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("roue")
    sans = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for dossier in ("services", "proto/gen", "deploy"):
        shutil.copytree(DEPOT / dossier, source / dossier, ignore=sans)
    for fichier in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(DEPOT / fichier, source)
    _pip("wheel", ".", "--no-build-isolation", "--wheel-dir", str(sortie), dossier=source)
    (resultat,) = sortie.glob("*.whl")
    return resultat


def _pip(*arguments: str, dossier: Path) -> None:
    commande = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    resultat = subprocess.run(
        [*commande, "--no-deps", "--no-index"], cwd=dossier, capture_output=True, text=True, check=False
    )
    assert resultat.returncode == 0, resultat.stderr


def _versionnes() -> Sequence[str]:
    """Fichiers de `services` et du code engendré, tels qu'ils s'appellent une fois installés ; les README restent au dépôt."""
    liste = subprocess.run(
        ["git", "ls-files", "services", "proto/gen"], cwd=DEPOT, capture_output=True, text=True, check=True
    ).stdout.split()
    return [f.removeprefix("services/").removeprefix("proto/gen/") for f in liste if not f.endswith("README.md")]


@pytest.mark.skipif(not (DEPOT / ".git").exists(), reason="compare avec les fichiers versionnés")
def test_chaque_fichier_versionne_des_services_est_dans_la_roue(roue: Path) -> None:
    with zipfile.ZipFile(roue) as archive:
        presents = set(archive.namelist())
    attendus = set(_versionnes())
    assert len(attendus) > 400
    assert sorted(attendus - presents) == []
    assert [nom for nom in presents if nom.endswith("/share/logis/topologie.yaml")]


def test_une_installation_hors_du_depot_se_suffit(roue: Path, tmp_path: Path) -> None:
    """Environnement neuf : la roue installée, les dépendances de celui-ci, et aucun accès au dépôt."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    _pip("--python", str(python), "install", str(roue), dossier=tmp_path)
    dependances = Path(pytest.__file__).parents[1]
    (paquets,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    (paquets / "dependances.pth").write_text(f"{dependances}\n", encoding="utf-8")
    charge = subprocess.run(
        [python, "-c", CHARGER_TOUT], cwd=tmp_path, env={}, capture_output=True, text=True, check=False
    )
    assert (charge.returncode, charge.stdout.strip()) == (0, "tout se charge"), charge.stderr
    doctor = subprocess.run(
        [tmp_path / "venv" / "bin" / "logis", "doctor"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
