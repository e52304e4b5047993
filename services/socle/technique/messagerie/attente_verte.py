"""Attendre PostgreSQL sous eventlet : d'abord tout court sans quitter le fil, puis en rendant la main aux autres.

Une requête locale répond en moins d'une milliseconde ; passer par le hub d'eventlet coûte plus que l'attendre. Au-delà,
le fil rend la main : une requête lente ne gèle personne.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import psycopg.waiting
from eventlet import patcher
from psycopg.waiting import Ready, Wait, wait_selector

COURTE_MS = 1
"""Millisecondes d'attente native avant de rendre la main."""

_select = patcher.original("select")
_LIRE, _ECRIRE = _select.POLLIN, _select.POLLOUT
_EVENEMENTS = {Wait.R: _LIRE, Wait.W: _ECRIRE, Wait.RW: _LIRE | _ECRIRE}
_PRETS = {_LIRE: Ready.R, _ECRIRE: Ready.W, _LIRE | _ECRIRE: Ready.RW}


def attendre(gen: Generator[Any, Any, Any], fileno: int, interval: float = 0.0, timeout: float | None = None) -> Any:
    """Fonction d'attente de psycopg (`psycopg.waiting.wait`) ; mêmes arguments que `wait_selector`."""
    natif = _select.poll()
    try:
        attendu = next(gen)
        while True:
            natif.register(fileno, _EVENEMENTS[attendu])
            pret = natif.poll(COURTE_MS)
            if not pret:
                return wait_selector(_suite(gen, attendu), fileno, interval, timeout)
            # Une erreur ou une coupure (POLLERR, POLLHUP) rend la lecture possible : c'est elle qui la dira.
            attendu = gen.send(_PRETS.get(pret[0][1] & (_LIRE | _ECRIRE), Ready.R))
    except StopIteration as fin:
        return fin.value


def _suite(gen: Generator[Any, Any, Any], attendu: Any) -> Generator[Any, Any, Any]:
    """Reprend un générateur déjà entamé, en redonnant d'abord ce qu'il attend."""
    while True:
        pret = yield attendu
        try:
            attendu = gen.send(pret)
        except StopIteration as fin:
            return fin.value


def installer() -> None:
    """À appeler après la greffe d'eventlet et avant la première connexion."""
    psycopg.waiting.wait = attendre
