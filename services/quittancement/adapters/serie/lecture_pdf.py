"""Lecture d'un PDF de typst : objets, flux, chaînes."""

from __future__ import annotations

import re


class MouleImpossible(ValueError):
    """Ce PDF n'a pas la forme qu'un moule attend."""


_ECHAPPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def chaine(contenu: bytes, place: int) -> tuple[bytes, int]:
    """Chaîne PDF, littérale ou hexadécimale, et l'endroit qui la suit."""
    if contenu[place : place + 1] == b"<":
        fin = contenu.index(b">", place)
        return bytes.fromhex(contenu[place + 1 : fin].decode()), fin + 1
    lus, profondeur, i = bytearray(), 1, place + 1
    while True:
        octet = contenu[i : i + 1]
        if octet == b"\\":
            octal = re.compile(rb"[0-7]{1,3}").match(contenu, i + 1)
            if octal:
                lus.append(int(octal[0], 8))
                i = octal.end()
                continue
            suivant = contenu[i + 1 : i + 2]
            lus += _ECHAPPES.get(suivant, suivant)
            i += 2
            continue
        profondeur += (octet == b"(") - (octet == b")")
        i += 1
        if not profondeur:
            return bytes(lus), i
        lus += octet


def objets(pdf: bytes) -> dict[int, bytes]:
    """Corps de chaque objet, par numéro. Lève MouleImpossible si la table des places n'est pas à l'ancienne."""
    debut = pdf.rindex(b"\nxref\n") + 1
    places = [int(p) for p in re.findall(rb"^(\d{10}) \d{5} n", pdf[debut : pdf.rindex(b"trailer")], re.MULTILINE)]
    objets = {}
    for place, suivante in zip(sorted(places), [*sorted(places)[1:], debut], strict=True):
        entete = re.compile(rb"(\d+) 0 obj\n").match(pdf, place)
        if entete is None:
            raise MouleImpossible("objet introuvable")
        objets[int(entete[1])] = pdf[entete.end() : pdf.rindex(b"endobj", place, suivante)].rstrip(b"\n")
    if sorted(objets) != list(range(1, len(objets) + 1)):
        raise MouleImpossible("numéros d'objets discontinus")
    return objets


def flux(objet: bytes) -> bytes:
    return objet[objet.index(b"stream\n") + 7 : objet.rindex(b"\nendstream")]


def renvoi(motif: bytes, objet: bytes) -> int:
    trouve = re.search(motif, objet)
    if not trouve:
        raise MouleImpossible(f"{motif!r} introuvable")
    return int(trouve[1])
