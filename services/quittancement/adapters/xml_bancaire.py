"""Lire un message XML de banque au fil de l'eau, sans rien lui accorder.

Aucune entité, aucun DOCTYPE, aucun accès au réseau, et les limites de libxml2 gardées : un fichier de banque n'en a pas
besoin. Chaque nœud est oublié sitôt lu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from lxml import etree

from socle.domaine.refus import DonneeInvalide

_MONTANT = re.compile(r"(\d{1,13})(?:\.(\d{1,5}))?", re.ASCII)
DEVISE = "EUR"


def iterer(flux: BinaryIO, evenements: tuple[str, ...], noms: list[str] | None) -> Iterator[tuple[str, Any]]:
    """Lecture durcie : ni entité résolue, ni réseau, ni DTD. Lève etree.XMLSyntaxError, à passer à `illisible`."""
    lus: Iterator[tuple[str, Any]] = etree.iterparse(
        flux, events=evenements, tag=noms, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return lus


def racine(flux: BinaryIO) -> Any:
    """Racine seule ; le flux revient à son début."""
    lue = next((noeud for _, noeud in iterer(flux, ("start",), None)), None)
    flux.seek(0)
    return lue


def illisible(erreur: etree.XMLSyntaxError) -> DonneeInvalide:
    ligne = erreur.lineno or 0
    return DonneeInvalide(
        "XML_ILLISIBLE", f"Le fichier est tronqué ou mal formé à la ligne {ligne}.", champ="contenu", ligne=ligne
    )


def exiger_espace(racine: Any, admis: re.Pattern[str], *, message: str) -> str:
    """Espace de noms du document. Lève DonneeInvalide (DOCTYPE_INTERDIT, ESPACE_DE_NOMS avec ce message)."""
    infos = racine.getroottree().docinfo
    if infos.doctype or infos.internalDTD is not None:
        raise DonneeInvalide("DOCTYPE_INTERDIT", "Un message bancaire ne porte ni DOCTYPE ni entité.", champ="contenu")
    espace = etree.QName(racine).namespace or ""
    if not admis.fullmatch(espace):
        raise DonneeInvalide("ESPACE_DE_NOMS", message, champ="contenu")
    return str(espace)


def aplatir(noeud: Any, saut: int, *, detail: str = "") -> tuple[dict[str, str], list[dict[str, str]]]:
    """Textes par chemin (« Refs/EndToEndId » ; le premier l'emporte, les libellés se suivent), et ceux de chaque `detail`.

    `saut` : longueur de « {espace} » devant chaque nom.
    """
    textes: dict[str, str] = {}
    details: list[dict[str, str]] = []

    def descendre(parent: Any, prefixe: str) -> None:
        for enfant in parent:
            balise = enfant.tag
            if not isinstance(balise, str):
                continue
            nom = balise[saut:]
            if nom == detail:
                details.append(aplatir(enfant, saut)[0])
            elif len(enfant):
                descendre(enfant, f"{prefixe}{nom}/")
            else:
                chemin, texte = prefixe + nom, (enfant.text or "").strip()
                if chemin not in textes:
                    textes[chemin] = texte
                elif nom == "Ustrd":
                    textes[chemin] = f"{textes[chemin]} {texte}"
                if devise := enfant.get("Ccy"):
                    textes.setdefault(f"{chemin}@Ccy", devise)

    descendre(noeud, "")
    return textes, details


def centimes(textes: Mapping[str, str], champ: str) -> int:
    """« 508.37 » → 50837. Lève DonneeInvalide (DEVISE_REFUSEE, MONTANT_ILLISIBLE, MONTANT_NUL)."""
    if textes.get(f"{champ}@Ccy") != DEVISE:
        raise DonneeInvalide("DEVISE_REFUSEE", "Seul l'euro est accepté.", champ=champ)
    lus = lire_somme(textes.get(champ, ""), champ=champ)
    if not lus:
        raise DonneeInvalide("MONTANT_NUL", "Une entrée n'est pas nulle.", champ=champ)
    return lus


def lire_somme(texte: str, *, champ: str) -> int:
    """« 508.37 » → 50837 centimes, zéro admis. Lève DonneeInvalide (MONTANT_ILLISIBLE)."""
    lu = _MONTANT.fullmatch(texte)
    decimales = (lu[2] or "").rstrip("0") if lu else ""
    if lu is None or len(decimales) > 2:
        raise DonneeInvalide("MONTANT_ILLISIBLE", "Le montant n'est pas un nombre de centimes.", champ=champ)
    return int(lu[1]) * 100 + int(decimales.ljust(2, "0"))


def oublier(noeud: Any) -> None:
    """Libère le nœud lu et ceux du même nom avant lui."""
    noeud.clear()
    while (avant := noeud.getprevious()) is not None and avant.tag == noeud.tag:
        noeud.getparent().remove(avant)
