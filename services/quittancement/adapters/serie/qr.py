"""Codes QR à la suite (ISO/CEI 18004) : octets, correction M, au plus la version 13 que la norme EPC069-12 admet.

Ce qui ne dépend que de la version (motifs, ordre des modules, masque) vient de segno et se calcule une fois.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any

from socle.domaine.refus import DonneeInvalide

MASQUE = 3
"""Tout masque se lit ; comparer les huit coûterait plus cher que la page."""
MARGE = 4
VERSION_MAX = 13


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """`modules` : range les bits (données, puis « 0 » et « 1 » pour les motifs) dans l'ordre des lignes."""

    cote: int
    capacite: int
    blocs: list[int]
    correcteurs: int
    masque: int
    bits: int
    modules: Any


def code_qr(contenu: str) -> str:
    """SVG noir sur blanc, marge de quatre modules. Lève DonneeInvalide (CODE_QR_TROP_LONG) au-delà de la version 13."""
    octets = contenu.encode()
    plan = _choisir(len(octets))
    entete = 0b0100 << 8 | len(octets) if plan.cote < 57 else 0b0100 << 16 | len(octets)
    taille = 12 if plan.cote < 57 else 20
    bits = (entete << 8 * len(octets) | int.from_bytes(octets, "big")) << 4
    donnees = bits.to_bytes((taille + 4) // 8 + len(octets), "big")
    donnees += (b"\xec\x11" * plan.capacite)[: plan.capacite - len(donnees)]
    mots = _mots(donnees, plan)
    suite = int.from_bytes(mots, "big") << (plan.bits - 8 * len(mots)) ^ plan.masque
    modules = "".join(plan.modules(f"{suite:0{plan.bits}b}01"))
    cote = plan.cote + 2 * MARGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{cote}" height="{cote}">'
        f'<path fill="#fff" d="M0 0h{cote}v{cote}H0z"/>'
        f'<path fill="none" stroke="#000" d="{"".join(_traits(modules, plan.cote))}"/></svg>'
    )


def cote_qr(svg: str) -> int:
    """Modules du côté d'un SVG de `code_qr`, marges comprises."""
    return int(svg.partition('width="')[2].partition('"')[0])


_NOIRS = re.compile("1+")


def _traits(modules: str, cote: int) -> Iterator[str]:
    for rang in range(cote):
        for trait in _NOIRS.finditer(modules[rang * cote : (rang + 1) * cote]):
            yield f"M{trait.start() + MARGE} {rang + MARGE}.5H{trait.end() + MARGE}"


def _mots(donnees: bytes, plan: _Plan) -> bytes:
    """Données et correcteurs de tous les blocs, entrelacés."""
    blocs, place = [], 0
    for taille in plan.blocs:
        blocs.append(donnees[place : place + taille])
        place += taille
    entrelaces = [o for rang in zip_longest(*blocs) for o in rang if o is not None]
    return bytes(entrelaces) + bytes(
        o for rang in zip(*(_corriger(b, plan.correcteurs) for b in blocs), strict=True) for o in rang
    )


def _corriger(bloc: bytes, nombre: int) -> bytes:
    """Reste de la division par le polynôme générateur (Reed-Solomon, GF(256))."""
    table, reste, haut = _table(nombre), 0, 8 * (nombre - 1)
    garde = (1 << haut) - 1
    for octet in bloc:
        reste = (reste & garde) << 8 ^ table[(reste >> haut) ^ octet]
    return reste.to_bytes(nombre, "big")


@lru_cache(maxsize=32)
def _table(nombre: int) -> list[int]:
    """Produit du générateur par chaque octet, sans son terme dominant."""
    generateur = [1]
    racine = 1
    for _ in range(nombre):
        decale = [*generateur, 0]
        for rang, coefficient in enumerate(generateur):
            decale[rang + 1] ^= _multiplier(coefficient, racine)
        generateur, racine = decale, _multiplier(racine, 2)
    return [int.from_bytes(bytes(_multiplier(octet, c) for c in generateur[1:]), "big") for octet in range(256)]


def _multiplier(a: int, b: int) -> int:
    produit = 0
    while b:
        produit ^= a if b & 1 else 0
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return produit


def _choisir(taille: int) -> _Plan:
    for version in range(1, VERSION_MAX + 1):
        plan = _plan(version)
        if taille + (2 if version < 10 else 3) <= plan.capacite:
            return plan
    raise DonneeInvalide("CODE_QR_TROP_LONG", "Ce texte ne tient pas dans un code QR.", champ="reference")


@lru_cache(maxsize=VERSION_MAX)
def _plan(version: int) -> _Plan:
    import segno  # chargé au premier code d'une version
    from segno import consts

    code: Any = segno.make_qr("x", error="m", mask=MASQUE, boost_error=False, version=version)
    blocs = [
        (b.num_data, b.num_total - b.num_data)
        for b in consts.ECC[version][consts.ERROR_LEVEL_M]
        for _ in range(b.num_blocks)
    ]
    cote = len(code.matrix)
    ordre = list(_ordre(version, cote))
    rangs = {module: rang for rang, module in enumerate(ordre)}
    masque = "".join("01"[(ligne + colonne) % 3 == 0] for ligne, colonne in ordre)
    modules = [
        rangs.get((ligne, colonne), len(ordre) + code.matrix[ligne][colonne])
        for ligne in range(cote)
        for colonne in range(cote)
    ]
    return _Plan(
        cote=cote,
        capacite=sum(donnees for donnees, _ in blocs),
        blocs=[donnees for donnees, _ in blocs],
        correcteurs=blocs[0][1],
        masque=int(masque, 2),
        bits=len(ordre),
        modules=itemgetter(*modules),
    )


def _ordre(version: int, cote: int) -> Iterator[tuple[int, int]]:
    """Modules de données, par paires de colonnes depuis la droite, en montant puis en descendant."""
    motif = _motif(version, cote)
    monte = True
    for droite in (*range(cote - 1, 6, -2), 5, 3, 1):
        for ligne in range(cote - 1, -1, -1) if monte else range(cote):
            yield from ((ligne, c) for c in (droite, droite - 1) if not motif(ligne, c))
        monte = not monte


def _motif(version: int, cote: int) -> Any:
    """Le module (ligne, colonne) est-il d'un repère, et non des données ?"""
    pas = () if version == 1 else (6, *_ALIGNEMENTS[version])
    coins = {(6, 6), (6, cote - 7), (cote - 7, 6)}
    centres = [(a, b) for a in pas for b in pas if (a, b) not in coins]

    def est_motif(ligne: int, colonne: int) -> bool:
        if 6 in (ligne, colonne) or (ligne < 9 and (colonne < 9 or colonne >= cote - 8)):
            return True
        if ligne >= cote - 8 and colonne < 9:
            return True
        if version >= 7 and ((ligne < 6 and colonne >= cote - 11) or (colonne < 6 and ligne >= cote - 11)):
            return True
        return any(abs(ligne - a) <= 2 and abs(colonne - b) <= 2 for a, b in centres)

    return est_motif


_ALIGNEMENTS: dict[int, tuple[int, ...]] = {
    **{version: (10 + 4 * version,) for version in range(2, 7)},
    **{version: (8 + 2 * version, 10 + 4 * version) for version in range(7, 14)},
}
"""Centres des repères d'alignement, hors le 6 (ISO/CEI 18004, annexe E)."""
