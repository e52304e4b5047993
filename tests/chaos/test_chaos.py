"""Une minute de chaos : rien de perdu, rien en double, rien d'inversé, rien de bloqué."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.chaos.plan import Genre
from console.local import rabbitmq


@pytest.mark.rabbitmq
def test_une_minute_de_fautes_ne_perd_rien(tmp_path: Path) -> None:
    if not rabbitmq.installe():
        pytest.skip("rabbitmq-server n'est pas installé")
    rapport = tmp_path / "rapport.json"
    commande = [sys.executable, "-m", "console", "chaos", "--duree", "60", "--graine", "7", "--json"]
    fini = subprocess.run(
        [*commande, "--rapport", str(rapport)],
        env={**os.environ, "LOGIS_RACINE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert rapport.exists(), fini.stderr
    bilan = json.loads(rapport.read_text(encoding="utf-8"))
    ecarts = json.dumps(bilan["ecarts"], ensure_ascii=False, indent=1)
    assert (bilan["perdus"], bilan["effets_en_double"], bilan["inversions"], bilan["bloques"]) == (0, 0, 0, 0), ecarts
    assert bilan["arrets_en_faute"] == []
    assert all(bilan["fautes"][genre.value] >= 1 for genre in Genre), bilan["fautes"]
    assert bilan["commandes"] > 300
    assert fini.returncode == 0, fini.stderr
