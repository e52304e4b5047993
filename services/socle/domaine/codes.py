"""Lire un code reçu : une seule façon de le refuser, dans tous les services."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from socle.domaine.refus import DonneeInvalide

E = TypeVar("E", bound=Enum)


def lire_code(famille: type[E], texte: str, *, champ: str) -> E:
    """Rend le membre de `famille` que nomme `texte`.

    Lève DonneeInvalide (CODE_INCONNU) en citant les codes permis, sans répéter ce qui a été reçu : on a pu se tromper
    de champ et y écrire autre chose qu'un code.
    """
    try:
        return famille(texte)
    except ValueError:
        permis = ", ".join(str(membre.value) for membre in famille if membre.value)
        raise DonneeInvalide(
            "CODE_INCONNU", f"Le champ « {champ} » est l'un de : {permis}.", champ=champ, permis=permis
        ) from None
