"""Ce que chaque service publie et écoute, tel que le code l'assemble."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

from socle.technique.baremes import charger_baremes
from socle.technique.evenements import Publication, Reception


def publication(service: str) -> Publication:
    """Ce que le service publie."""
    resultat: Publication = importlib.import_module(f"{service}.adapters.publication").PUBLICATION
    return resultat


def reception(service: str) -> Reception:
    """Ce que le service écoute, avec ses barèmes s'il en a besoin."""
    module = importlib.import_module(f"{service}.adapters.reception")
    if "baremes" not in inspect.signature(module.reception).parameters:
        sans_bareme: Reception = module.reception()
        return sans_bareme
    dossier = Path(str(importlib.import_module(service).__file__)).parent / "baremes"
    avec_baremes: Reception = module.reception(baremes=charger_baremes(dossier))
    return avec_baremes
