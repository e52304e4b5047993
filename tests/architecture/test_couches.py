"""Chaque contrat d'architecture a son témoin négatif : une faute introduite exprès le casse."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from socle.technique.config import DEPOT

FAUTES = [
    ("domaine-pur", "baux/domain/bail.py", "import sqlalchemy"),
    ("couches", "baux/application/signer_bail.py", "import baux.adapters.orm"),
    ("couches", "baux/utilitaires.py", ""),
    ("services-independants", "baux/adapters/lectures.py", "import social.config"),
    ("travailleurs-sans-grpc", "baux/composition.py", "import grpc"),
    ("serveurs-sans-eventlet", "baux/entrypoints/serveur.py", "import eventlet"),
    ("socle-sans-service", "socle/technique/pagination.py", "import baux.config"),
]


@pytest.mark.parametrize(("contrat", "fichier", "faute"), FAUTES)
def test_une_faute_casse_son_contrat(contrat: str, fichier: str, faute: str, tmp_path: Path) -> None:
    shutil.copytree(DEPOT / "services", tmp_path / "services", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(DEPOT / "proto" / "gen", tmp_path / "gen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(DEPOT / ".importlinter", tmp_path)
    cible = tmp_path / "services" / fichier
    cible.write_text((cible.read_text(encoding="utf-8") if cible.exists() else "") + f"\n{faute}\n", encoding="utf-8")
    commande = [
        sys.executable,
        "-c",
        f"import sys; from importlinter.cli import lint_imports_command as c; sys.argv=['x','--contract',{contrat!r},'--no-cache']; c()",
    ]
    environnement = {**os.environ, "PYTHONPATH": f"{tmp_path / 'services'}{os.pathsep}{tmp_path / 'gen'}"}
    resultat = subprocess.run(commande, cwd=tmp_path, env=environnement, capture_output=True, text=True, check=False)
    assert resultat.returncode == 1, resultat.stdout + resultat.stderr
    assert "BROKEN" in resultat.stdout
