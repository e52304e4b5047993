"""Les services de la suite et leurs emplacements."""

from __future__ import annotations

import importlib
from pathlib import Path

from socle.technique.config import DOMAINES as DOMAINES
from socle.technique.config import fichier_de_topologie
from socle.technique.topologie import Topologie

TOUS = (*DOMAINES, "gateway")
TOPOLOGIE = fichier_de_topologie()


def migrations(service: str) -> Path:
    """Dossier des migrations d'un service."""
    return Path(str(importlib.import_module(service).__file__)).parent / "migrations"


def topologie() -> Topologie:
    return Topologie.charger(TOPOLOGIE)


def choisir(nom: str) -> tuple[str, ...]:
    """« tous » ou un nom de service. Lève SystemExit sur un nom inconnu."""
    if nom == "tous":
        return TOUS
    if nom not in TOUS:
        raise SystemExit(f"Service inconnu : « {nom} ». Services : {', '.join(TOUS)} ou tous.")
    return (nom,)
