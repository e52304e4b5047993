"""De vrais processus travailleurs pour les tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from socle.technique.config import DEPOT


@contextmanager
def un_travailleur(
    services: list[str],
    *,
    urls: Mapping[str, str],
    amqp_url: str,
    prefixe: str,
    jwks: Path,
    journal: Path,
    topologie: Path | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Démarre `logis servir <service> worker` pour ces services ; SIGTERM à la sortie, SIGKILL s'il résiste."""
    variables = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(DEPOT / "services"), str(DEPOT / "proto" / "gen")]),
        "LOGIS_ESPACE": "test",
        "LOGIS_AMQP_URL": amqp_url,
        "LOGIS_PREFIXE_BUS": prefixe,
        "LOGIS_JWKS_INTERNE": str(jwks),
        **({"LOGIS_TOPOLOGIE": str(topologie)} if topologie else {}),
        **{f"LOGIS_{service.upper()}_DATABASE_URL": url for service, url in urls.items()},
    }
    programme = f"from console import vert; vert.main({services!r})"
    with journal.open("ab") as sortie:
        processus = subprocess.Popen([sys.executable, "-c", programme], env=variables, stdout=sortie, stderr=sortie)
    try:
        yield processus
    finally:
        if processus.poll() is None:
            processus.send_signal(signal.SIGTERM)
        try:
            processus.wait(20)
        except subprocess.TimeoutExpired:
            processus.kill()
            processus.wait()
