"""Le ramasse-miettes, tenu à l'écart des calculs de masse."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sans_ramassage() -> Iterator[None]:
    """Suspend la recherche de cycles pendant un lot borné.

    Un lot fait des dizaines de milliers de petits objets sans cycle, que le compte des références libère seul : les
    parcourir sans cesse double la durée du calcul. À n'entourer que d'un travail de taille bornée.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
