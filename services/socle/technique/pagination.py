"""Pages par curseur opaque : la page suivante commence après le dernier identifiant rendu."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from socle.domaine.refus import DonneeInvalide

TAILLE, TAILLE_MAX = 50, 500


def taille(demandee: int) -> int:
    """Taille de page : 50 par défaut, 500 au plus. Lève DonneeInvalide si elle est négative."""
    if demandee < 0:
        raise DonneeInvalide("PAGE_IMPOSSIBLE", "Une page a une taille positive.", champ="page_size")
    return min(demandee or TAILLE, TAILLE_MAX)


def lire_jeton(jeton: str) -> UUID | None:
    """Identifiant après lequel reprendre ; None pour la première page. Lève DonneeInvalide si le jeton est faux."""
    if not jeton:
        return None
    try:
        return UUID(bytes=base64.urlsafe_b64decode(jeton.encode()))
    except (ValueError, binascii.Error):
        raise DonneeInvalide(
            "JETON_DE_PAGE_FAUX", "Ce jeton de page n'est pas l'un des nôtres.", champ="page_token"
        ) from None


def decouper(lignes: Sequence[Any], nombre: int) -> tuple[Sequence[Any], str]:
    """Coupe `nombre` lignes d'une lecture qui en a demandé une de plus ; rend la page et le jeton de la suivante."""
    if len(lignes) <= nombre:
        return lignes, ""
    page = lignes[:nombre]
    return page, base64.urlsafe_b64encode(UUID(str(page[-1].id)).bytes).decode()
