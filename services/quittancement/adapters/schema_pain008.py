"""La vérification d'une remise écrite : chaque octet passe par le schéma publié, et ses sommes sont recomptées.

À part de l'écriture : le servant, qui ne vérifie pas, ne charge pas lxml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import sepaxml
from lxml import etree

from quittancement.adapters.pain008 import ESPACE, VERSION


@dataclass(frozen=True, kw_only=True)
class Verification:
    """Ce que le schéma et les sommes disent du fichier. `refus` : premier défaut, vide si tout est juste."""

    nombre: int
    total: int
    refus: str = ""


def verifier(chemin: Path) -> Verification:
    """Valide contre le XSD et recompte les prélèvements, sans tenir le document en mémoire."""
    nombre = total = 0
    try:
        for _, noeud in _valides(chemin):
            if noeud.tag == f"{{{ESPACE}}}InstdAmt":
                nombre, total = nombre + 1, total + int(noeud.text.replace(".", ""))
            elif noeud.tag == f"{{{ESPACE}}}DrctDbtTxInf":
                _oublier(noeud)
    except etree.XMLSyntaxError as erreur:
        return Verification(nombre=nombre, total=total, refus=str(erreur))
    return Verification(nombre=nombre, total=total)


def _valides(chemin: Path) -> Iterable[tuple[str, Any]]:
    noms = [f"{{{ESPACE}}}{nom}" for nom in ("InstdAmt", "DrctDbtTxInf")]
    lus: Iterable[tuple[str, Any]] = etree.iterparse(
        str(chemin), events=("end",), tag=noms, schema=schema(), resolve_entities=False, no_network=True, huge_tree=True
    )
    return lus


def _oublier(noeud: Any) -> None:
    noeud.clear()
    while (avant := noeud.getprevious()) is not None and avant.tag == noeud.tag:
        noeud.getparent().remove(avant)


@lru_cache(maxsize=1)
def schema() -> Any:
    """Schéma publié par l'ISO, tel que `sepaxml` le distribue."""
    return etree.XMLSchema(etree.parse(str(Path(sepaxml.__file__).parent / "schemas" / f"{VERSION}.xsd")))
