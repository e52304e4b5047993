"""Faire avancer plusieurs envois à la fois, sans lire la source plus vite que la porte ne répond."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

E = TypeVar("E")
R = TypeVar("R")


def de_front(envoyer: Callable[[E], R], elements: Iterable[E], *, nombre: int) -> Iterator[R]:
    """Réponses dans l'ordre des éléments ; le premier part seul, puis `nombre` au plus sont en route.

    Le premier ouvre chez le servant ce que les autres partagent. Un échec lève à son rang : rien d'autre ne part ensuite.
    """
    restants = iter(elements)
    for premier in restants:
        yield envoyer(premier)
        break
    with ThreadPoolExecutor(nombre) as ouvriers:
        en_route: deque[Future[R]] = deque()
        for element in restants:
            en_route.append(ouvriers.submit(envoyer, element))
            if len(en_route) >= nombre:
                yield en_route.popleft().result()
        while en_route:
            yield en_route.popleft().result()
