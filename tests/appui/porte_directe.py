"""La porte des commandes de masse, contre un vrai service : les voies sont celles de la passerelle, le réseau en moins."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from appui.services import ServiceDeTest
from gateway.clients import type_requete
from gateway.routes import voies
from gateway.transcodage import remplir, vers_json
from socle.domaine.refus import DonneeInvalide
from socle.technique.contexte import Appelant
from socle.technique.rpc.erreurs import EchecRpc


class PorteDirecte:
    """Se met à la place de `Porte`. `second` est l'agent des actes à quatre yeux ; `coupe_apres` envois, elle lâche."""

    def __init__(self, service: ServiceDeTest, agent: Appelant, *, second: Appelant | None = None) -> None:
        self.service, self.agent, self._premier, self._second = service, agent, agent, second
        self.envois, self.coupe_apres = 0, 10_000

    def __call__(self, *_: str, metier: str, agent: str = "") -> PorteDirecte:
        assert metier in self._premier.metiers
        if self._second is not None:
            self.agent = self._second if agent else self._premier
        return self

    def __enter__(self) -> PorteDirecte:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def lire(self, chemin: str) -> dict[str, Any]:
        return self._suivre("GET", chemin, {})

    def poster(self, chemin: str, **corps: Any) -> dict[str, Any]:
        self.envois += 1
        if self.envois > self.coupe_apres:
            raise KeyboardInterrupt
        return self._suivre("POST", chemin, corps)

    def telecharger(self, chemin: str) -> bytes:
        document_id = chemin.rpartition("/")[2]
        contenu: bytes = self.service.appeler("GetDocument", self.agent, document_id=document_id).contenu
        return contenu

    def _suivre(self, verbe: str, chemin: str, corps: dict[str, Any]) -> dict[str, Any]:
        url = urlsplit(chemin)
        for voie in voies():
            lu = re.fullmatch(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^:/]+)", re.escape(voie.chemin)), url.path)
            if lu and voie.verbe == verbe:
                requete = type_requete(voie.methode)()
                remplir(requete, {**corps, **{c: _nombre(v) for c, v in parse_qsl(url.query)}, **_nombres(requete, lu)})
                champs = {champ.name: valeur for champ, valeur in requete.ListFields()}
                try:
                    return vers_json(self.service.appeler(voie.nom, self.agent, **champs))
                except EchecRpc as refus:
                    raise DonneeInvalide(refus.code, refus.message, champ=refus.champ) from None
        raise AssertionError(chemin)


def _nombres(requete: Any, lu: re.Match[str]) -> dict[str, Any]:
    """Les morceaux de chemin, dans le type de leur champ."""
    entiers = {champ.name for champ in requete.DESCRIPTOR.fields if champ.cpp_type != champ.CPPTYPE_STRING}
    return {cle: int(valeur) if cle in entiers else valeur for cle, valeur in lu.groupdict().items()}


def _nombre(texte: str) -> Any:
    if texte in ("true", "false"):
        return texte == "true"
    return int(texte) if texte.isdecimal() else texte
