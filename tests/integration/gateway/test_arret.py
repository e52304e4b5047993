"""La passerelle arrêtée finit proprement : elle envoie ses dernières traces et sort avec 0."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from appui.attente import attendre
from appui.cles import Cles
from appui.developpement import environnement_propre
from appui.otlp import un_collecteur
from console.local.processus import ports_libres
from socle.technique.jetons import jwks_publics


@pytest.mark.conteneur
@pytest.mark.parametrize("numero", [signal.SIGTERM, signal.SIGINT])
def test_un_signal_laisse_partir_les_dernieres_traces_et_sort_avec_zero(
    numero: signal.Signals, cles: Cles, tmp_path: Path
) -> None:
    (port,) = ports_libres(1)
    (cles.dossier / "gateway.pem").write_text(cles.passerelle, encoding="ascii")
    externe = tmp_path / "externe.json"
    externe.write_text(json.dumps(jwks_publics({"essai": ("essai", cles.passerelle)})), encoding="utf-8")
    with un_collecteur() as collecteur:
        processus = subprocess.Popen(
            [sys.executable, "-m", "console", "servir", "gateway", "web"],
            env=environnement_propre(
                tmp_path,
                LOGIS_GATEWAY_DATABASE_URL="postgresql+psycopg://personne@127.0.0.1:1/rien",
                LOGIS_GATEWAY_PORT=str(port),
                LOGIS_JWKS_INTERNE=str(cles.jwks),
                LOGIS_JWKS_EXTERNE=str(externe),
                LOGIS_EMETTEUR_EXTERNE="essai",
                LOGIS_CLES=str(cles.dossier),
                LOGIS_OTLP_URL=collecteur.url,
            ),
        )
        try:
            attendre(lambda: _repond(port), delai=60, quoi="la passerelle")
            trace = "a" * 32
            reponse = httpx.get(
                f"http://127.0.0.1:{port}/sante", headers={"traceparent": f"00-{trace}-{'b' * 16}-01"}, timeout=10
            )
            assert reponse.status_code == 200
            processus.send_signal(numero)
            assert processus.wait(30) == 0
        finally:
            processus.kill()
        assert collecteur.un("GET /sante", trace=trace).parent == "b" * 16


def _repond(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/sante", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
