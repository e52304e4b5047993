"""Lire strictement une requête HTTP : un corps borné en le recevant, un JSON sans clé répétée, des paramètres connus."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from fastapi import Request

from socle.domaine.refus import DonneeInvalide, Refus

CORPS_MAX = 1_000_000


class CorpsTropGros(Refus):
    """Le corps dépasse la limite (HTTP 413)."""

    def __init__(self) -> None:
        super().__init__("CORPS_TROP_GROS", "Le corps dépasse un mégaoctet.", champ="corps")


class ObjetEquivoque(dict[str, Any]):
    """Objet JSON dont une clé est écrite deux fois ; `cle` est la première. Refusé là où l'on connaît son chemin."""

    cle: str


async def lire_corps(requete: Request) -> Any:
    """Corps JSON (UTF-8) ; un corps vide vaut un objet vide. S'arrête de recevoir dès que la limite est passée.

    Lève CorpsTropGros ou DonneeInvalide (JSON_ILLISIBLE).
    """
    annonce = requete.headers.get("content-length", "")
    if annonce.isdecimal() and int(annonce[:20]) > CORPS_MAX:
        raise CorpsTropGros
    brut = bytearray()
    async for morceau in requete.stream():
        brut += morceau
        if len(brut) > CORPS_MAX:
            raise CorpsTropGros
    try:
        return json.loads(brut.decode() or "{}", object_pairs_hook=_objet, parse_constant=_constante)
    except (ValueError, RecursionError):
        raise DonneeInvalide("JSON_ILLISIBLE", "Le corps n'est pas du JSON lisible.", champ="corps") from None


def _objet(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    objet = dict(paires)
    if len(objet) == len(paires):
        return objet
    equivoque, vues = ObjetEquivoque(objet), set()
    for cle, _ in paires:
        if cle in vues:
            equivoque.cle = cle
            break
        vues.add(cle)
    return equivoque


def _constante(texte: str) -> Any:
    raise ValueError(f"{texte} n'est pas du JSON.")


def parametres(requete: Request, permis: Iterable[str] | None = None) -> dict[str, str]:
    """Paramètres de requête, chacun donné une fois. `permis` : les seuls noms admis (None : tous, l'appelant juge).

    Lève DonneeInvalide (PARAMETRE_REPETE, PARAMETRE_INCONNU).
    """
    lus: dict[str, str] = {}
    for nom, texte in requete.query_params.multi_items():
        if nom in lus or nom in requete.path_params:
            raise DonneeInvalide("PARAMETRE_REPETE", f"« {nom[:80]} » est donné deux fois.", champ=nom[:80])
        if permis is not None and nom not in permis:
            raise parametre_inconnu(nom)
        lus[nom] = texte
    return lus


def parametre_inconnu(nom: str) -> DonneeInvalide:
    return DonneeInvalide("PARAMETRE_INCONNU", f"Le paramètre « {nom[:80]} » n'existe pas.", champ=nom[:80])
