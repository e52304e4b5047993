"""Un client HTTP/1.1 minimal : le banc mesure la passerelle, et partage ses deux cœurs ; chaque milliseconde de client lui serait volée."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httptools


class Connexion:
    """Une connexion gardée ouverte, une requête à la fois."""

    def __init__(self, lecteur: asyncio.StreamReader, ecrivain: asyncio.StreamWriter, hote: str) -> None:
        self._lecteur, self._ecrivain, self._hote = lecteur, ecrivain, hote

    @classmethod
    async def ouvrir(cls, hote: str, port: int) -> Connexion:
        lecteur, ecrivain = await asyncio.open_connection(hote, port)
        return cls(lecteur, ecrivain, f"{hote}:{port}")

    async def lire(self, chemin: str, entetes: Mapping[str, str] = {}) -> bytes:
        """Corps de la réponse à GET `chemin`. Lève RuntimeError si elle n'est pas 200."""
        lignes = "".join(f"{nom}: {valeur}\r\n" for nom, valeur in entetes.items())
        self._ecrivain.write(f"GET {chemin} HTTP/1.1\r\nHost: {self._hote}\r\n{lignes}\r\n".encode())
        reponse = _Reponse()
        lecture: Any = httptools.HttpResponseParser(reponse)
        while not reponse.finie:
            morceau = await self._lecteur.read(65_536)
            if not morceau:
                raise RuntimeError("la passerelle a fermé la connexion")
            lecture.feed_data(morceau)
        if lecture.get_status_code() != 200:
            raise RuntimeError(f"{lecture.get_status_code()} : {bytes(reponse.corps)[:200]!r}")
        return bytes(reponse.corps)

    async def fermer(self) -> None:
        self._ecrivain.close()
        await self._ecrivain.wait_closed()


class _Reponse:
    """Ce que l'analyseur rassemble."""

    def __init__(self) -> None:
        self.corps, self.finie = bytearray(), False

    def on_body(self, morceau: bytes) -> None:
        self.corps += morceau

    def on_message_complete(self) -> None:
        self.finie = True
