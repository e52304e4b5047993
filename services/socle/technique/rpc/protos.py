"""Les services gRPC d'un paquet `logis.<paquet>.v1` : un même processus peut en servir plusieurs."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any


@cache
def services_du_paquet(paquet: str) -> tuple[Any, ...]:
    """Descripteurs de tous les services du paquet, celui qui porte son nom d'abord, les autres par nom.

    Importe les modules engendrés du paquet. Lève ModuleNotFoundError si le paquet n'existe pas.
    """
    module = importlib.import_module(f"logis.{paquet}.v1")
    trouves: dict[str, Any] = {}
    for fichier in pkgutil.iter_modules(module.__path__):
        if fichier.name.endswith("_pb2"):
            engendre = importlib.import_module(f"{module.__name__}.{fichier.name}")
            trouves |= engendre.DESCRIPTOR.services_by_name
    principal = f"{paquet.capitalize()}Service"
    return tuple(trouves[nom] for nom in sorted(trouves, key=lambda n: (n != principal, n)))
