"""La base de la passerelle : bornée dans le temps, et sa panne est un refus passager, jamais une faute."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import exc, select
from sqlalchemy.ext import asyncio as sqlalchemy_asyncio
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from socle.domaine.refus import Indisponible
from socle.technique.base import sonder_apres_repos

journal = structlog.get_logger("gateway")
DELAI_S = 2.0
"""Secondes accordées à un échange avec la base, attente d'une connexion comprise."""

PANNES = (exc.OperationalError, exc.InterfaceError, exc.TimeoutError, TimeoutError, OSError)


class Base:
    """Les connexions du processus web à sa base."""

    def __init__(self, url: str) -> None:
        # Par le module : c'est `create_async_engine` qu'OpenTelemetry y remplace quand un collecteur est configuré.
        self._moteur: AsyncEngine = sqlalchemy_asyncio.create_async_engine(
            url,
            pool_size=8,
            max_overflow=8,
            pool_timeout=DELAI_S,
            pool_use_lifo=True,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
        sonder_apres_repos(self._moteur.sync_engine)

    @asynccontextmanager
    async def connexion(self) -> AsyncIterator[AsyncConnection]:
        """Une connexion où chaque requête est validée quand elle rend. Lève Indisponible (BASE_INDISPONIBLE)."""
        try:
            async with asyncio.timeout(DELAI_S), self._moteur.connect() as connexion:
                yield connexion
        except PANNES as panne:
            journal.error("base injoignable", cause=type(panne).__name__)
            raise Indisponible("BASE_INDISPONIBLE", "La base de la passerelle ne répond pas ; réessayez.") from panne

    async def pret(self) -> None:
        """Lève Indisponible si la base ne répond pas."""
        async with self.connexion() as connexion:
            await connexion.execute(select(1))

    async def fermer(self) -> None:
        await self._moteur.dispose()
