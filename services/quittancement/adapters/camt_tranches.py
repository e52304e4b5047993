"""Découper un relevé en documents qui passent la porte : chacun a l'en-tête et le compte du fichier, et ses entrées."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from quittancement.adapters.camt import analyser, espace_du_fichier
from quittancement.adapters.xml_bancaire import oublier

OCTETS_MAX = 600_000
"""Sous le mégaoctet de la porte, guillemets échappés compris."""
ENTREES_MAX = 1_000


class Tranche(NamedTuple):
    contenu: str
    premiere_entree: int
    entrees: int


def decouper(chemin: Path) -> Iterator[Tranche]:
    """Tranches dans l'ordre du fichier, que `controler` a déjà lu d'un bout à l'autre."""
    with chemin.open("rb") as flux:
        decoupe = _Decoupe(espace_du_fichier(flux))
        for _, noeud in analyser(flux, decoupe.espace):
            yield from decoupe.ajouter(noeud)
        yield from decoupe.vider()


class _Decoupe:
    def __init__(self, espace: str) -> None:
        self.espace = espace
        self._en_tete = self._compte = b""
        self._enveloppe = ("", "")
        self._entrees: list[bytes] = []
        self._octets, self._premiere = 0, 1

    def ajouter(self, noeud: Any) -> Iterator[Tranche]:
        nom, parent = etree.QName(noeud).localname, noeud.getparent()
        if nom == "GrpHdr":
            self._en_tete = _texte(noeud)
        elif nom == "Acct":
            yield from self.vider()
            self._compte = _texte(noeud)
            self._enveloppe = (etree.QName(parent.getparent()).localname, etree.QName(parent).localname)
        else:
            texte = _texte(noeud)
            oublier(noeud)
            if self._octets + len(texte) > OCTETS_MAX or len(self._entrees) >= ENTREES_MAX:
                yield from self.vider()
            self._entrees.append(texte)
            self._octets += len(texte)

    def vider(self) -> Iterator[Tranche]:
        if not self._entrees:
            return
        corps, releve = self._enveloppe
        contenu = b"".join(
            (
                f'<Document xmlns="{self.espace}"><{corps}>'.encode(),
                self._en_tete,
                f"<{releve}>".encode(),
                self._compte,
                *self._entrees,
                f"</{releve}></{corps}></Document>".encode(),
            )
        )
        yield Tranche(contenu.decode(), self._premiere, len(self._entrees))
        self._premiere += len(self._entrees)
        self._entrees, self._octets = [], 0


def _texte(noeud: Any) -> bytes:
    ecrit: bytes = etree.tostring(noeud, encoding="utf-8", with_tail=False)
    return ecrit
