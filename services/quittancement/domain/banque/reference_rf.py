"""La référence de créancier ISO 11649 d'un bail : celle qu'on imprime, et celle qu'une banque rend : structurée, ou noyée dans un libellé."""

from __future__ import annotations

import re

from quittancement.domain.banque.iban import normaliser, reste_97

_RF = re.compile(r"RF\d{2}[0-9A-Z]{1,21}", re.ASCII)
_DANS_UN_LIBELLE = re.compile(r"RF ?\d{2}(?: ?[0-9A-Z]){1,21}", re.ASCII)


def reference_rf(reference: str) -> str:
    """« B-1A2B » → « RF..B1A2B » : deux chiffres de contrôle modulo 97, puis 21 caractères utiles au plus."""
    utile = utile_de_reference(reference)
    return f"RF{98 - reste_97(f'{utile}RF00'):02d}{utile}"


def utile_de_rf(texte: str) -> str:
    """« RF18 B202 6000 001 » → « B2026000001 » ; vide si la forme ou la clé est fausse."""
    rf = normaliser(texte)
    if not _RF.fullmatch(rf) or reste_97(rf[4:] + rf[:4]) != 1:
        return ""
    return rf[4:]


def utile_de_reference(reference: str) -> str:
    """Ce que la référence d'un bail laisse dans sa RF : « B-2026-000001 » → « B2026000001 »."""
    return re.sub(r"[^0-9A-Z]", "", reference.upper())[:21]


def utiles_du_libelle(libelle: str) -> tuple[str, ...]:
    """Références dont la clé est juste, dans l'ordre du libellé, sans doublon.

    La fin d'une référence collée au mot suivant est inconnue : chaque longueur dont la clé est juste est candidate, la
    plus longue d'abord. L'appelant garde celles qui désignent un compte.
    """
    trouvees: dict[str, None] = {}
    for lue in _DANS_UN_LIBELLE.finditer(libelle.upper()):
        serree = normaliser(lue[0])
        for fin in range(len(serree), 4, -1):
            if utile := utile_de_rf(serree[:fin]):
                trouvees[utile] = None
    return tuple(trouvees)
