"""Un mandataire TCP entre les travailleurs et le courtier : il laisse passer, retarde, ou coupe au pire moment.

Le pire moment : le courtier a reçu la publication, et sa confirmation n'atteindra jamais le publieur.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from typing import Any

BASIC_PUBLISH = b"\x00\x3c\x00\x28"
"""Classe 60, méthode 40 : l'en-tête d'une publication AMQP 0-9-1."""

LAISSER_ARRIVER = 0.15
"""Secondes laissées au courtier pour recevoir la publication avant que la connexion tombe."""


class Mandataire:
    """Écoute sur un port libre de 127.0.0.1 et relie chaque connexion au port `amont`. `fermer` coupe tout."""

    def __init__(self, amont: int) -> None:
        self.amont = amont
        self._boucle = asyncio.new_event_loop()
        self._liaisons: set[_Liaison] = set()
        self._attente: Future[bool] | None = None
        self.retard_s = 0.0
        self.coupures = 0
        self._fil = threading.Thread(target=self._boucle.run_forever, name="mandataire", daemon=True)
        self._fil.start()
        self._serveur = self._executer(self._ouvrir())
        self.port = int(self._serveur.sockets[0].getsockname()[1])

    def couper_apres_publication(self, *, delai_s: float) -> bool:
        """Coupe la première connexion qui publie : tout part au courtier, rien n'en revient, puis elle tombe.

        Rend faux, sans rien couper, si personne ne publie avant `delai_s` secondes.
        """
        attente: Future[bool] = Future()
        self._attente = attente
        try:
            return attente.result(delai_s)
        except TimeoutError:
            self._attente = None
            return attente.done() and not attente.cancelled()

    @property
    def coupure_attendue(self) -> bool:
        """Vrai tant qu'une coupure guette la prochaine publication."""
        return self._attente is not None

    def couper_tout(self) -> int:
        """Coupe toutes les connexions présentes ; rend leur nombre."""
        return int(self._executer(self._couper_tout()))

    def fermer(self) -> None:
        self._executer(self._arreter())
        self._boucle.call_soon_threadsafe(self._boucle.stop)
        self._fil.join(5)

    def sur_publication(self, liaison: _Liaison) -> None:
        """Une liaison vient de publier : si une coupure attend, c'est pour elle."""
        attente, self._attente = self._attente, None
        if attente is None:
            return
        self.coupures += 1
        liaison.muette = True
        self._boucle.call_later(LAISSER_ARRIVER, liaison.couper)
        attente.set_result(True)

    async def _ouvrir(self) -> asyncio.Server:
        return await asyncio.start_server(self._relier, "127.0.0.1", 0)

    async def _relier(self, lecture: asyncio.StreamReader, ecriture: asyncio.StreamWriter) -> None:
        try:
            amont = await asyncio.open_connection("127.0.0.1", self.amont)
        except OSError:
            ecriture.close()
            return
        liaison = _Liaison(self, (lecture, ecriture), amont)
        self._liaisons.add(liaison)
        try:
            await liaison.vivre()
        finally:
            self._liaisons.discard(liaison)

    async def _couper_tout(self) -> int:
        liaisons = list(self._liaisons)
        for liaison in liaisons:
            liaison.couper()
        return len(liaisons)

    async def _arreter(self) -> None:
        self._serveur.close()
        await self._couper_tout()

    def _executer(self, tache: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(tache, self._boucle).result(10)


Flux = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class _Liaison:
    """Une connexion d'un client et celle qui lui répond au courtier."""

    def __init__(self, mandataire: Mandataire, client: Flux, amont: Flux) -> None:
        self._mandataire, self._client, self._amont = mandataire, client, amont
        self.muette = False

    async def vivre(self) -> None:
        """Fait passer les octets dans les deux sens jusqu'à la première fin, puis ferme les deux bouts."""
        sens = [
            asyncio.ensure_future(self._pomper(self._client[0], self._amont[1], self._vers_le_courtier)),
            asyncio.ensure_future(self._pomper(self._amont[0], self._client[1], self._vers_le_client)),
        ]
        await asyncio.wait(sens, return_when=asyncio.FIRST_COMPLETED)
        self.couper()
        await asyncio.gather(*sens, return_exceptions=True)

    def couper(self) -> None:
        """Coupe net (RST) : ni au revoir, ni fin de flux."""
        for _, ecriture in (self._client, self._amont):
            with contextlib.suppress(Exception):
                ecriture.transport.abort()

    @staticmethod
    async def _pomper(
        lecture: asyncio.StreamReader, ecriture: asyncio.StreamWriter, passer: Callable[[bytes], Awaitable[bool]]
    ) -> None:
        with contextlib.suppress(OSError):
            while octets := await lecture.read(65536):
                if await passer(octets):
                    ecriture.write(octets)
                    await ecriture.drain()

    async def _vers_le_courtier(self, octets: bytes) -> bool:
        if BASIC_PUBLISH in octets:
            self._mandataire.sur_publication(self)
        return True

    async def _vers_le_client(self, octets: bytes) -> bool:
        if self._mandataire.retard_s:
            await asyncio.sleep(self._mandataire.retard_s)
        return not self.muette
