"""La topologie (deploy/topologie.yaml) : qui publie quoi, qui l'écoute, sur quels ports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Topologie:
    """Contenu du fichier. `services[nom]` : roles, port, publie {agrégat: [événements]}, ecoute {source: [agrégats]}."""

    partitions: int
    services: Mapping[str, Mapping[str, Any]]

    @staticmethod
    @lru_cache(maxsize=8)
    def charger(fichier: Path) -> Topologie:
        contenu = yaml.safe_load(fichier.read_text(encoding="utf-8"))
        return Topologie(partitions=contenu["partitions"], services=contenu["services"])

    def abonnes(self, source: str) -> list[tuple[str, str]]:
        """Paires (consommateur, type d'agrégat) qui écoutent un service."""
        return sorted(
            (nom, agregat)
            for nom, service in self.services.items()
            for agregat in (service.get("ecoute") or {}).get(source, [])
        )
