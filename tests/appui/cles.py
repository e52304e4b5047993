"""Clés d'essai et jetons internes signés comme la passerelle les signe."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from socle.technique.config import DOMAINES
from socle.technique.contexte import Appelant, horloge_systeme
from socle.technique.jetons import DUREE_INTERNE, Emetteur, jwks_publics, nouvelle_cle_es256
from socle.technique.topologie import Topologie


class Cles:
    """Clés de la passerelle et des services, écrites dans un dossier."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        publiques = {}
        self.passerelle = nouvelle_cle_es256()
        publiques["gateway-1"] = ("gateway", self.passerelle)
        for service in DOMAINES:
            pem = nouvelle_cle_es256()
            (dossier / f"{service}.pem").write_text(pem, encoding="ascii")
            publiques[f"service-{service}"] = (f"service:{service}", pem)
        self.jwks = dossier / "jwks.json"
        self.jwks.write_text(json.dumps(jwks_publics(publiques)), encoding="utf-8")
        self._emetteur = Emetteur(self.passerelle, kid="gateway-1", issuer="gateway")

    def jeton(self, audience: str, appelant: Appelant) -> str:
        return self._emetteur.emettre(appelant, audience, DUREE_INTERNE, horloge_systeme())


def un_agent(metier: str, *, sub: str = "", perimetre: tuple[str, ...] | None = None) -> Appelant:
    return Appelant(sub=sub or f"agent-{metier.lower()}", metiers=(metier,), perimetre=perimetre)


ADMIN = Appelant(sub="exploitant", role_technique="ADMIN_SI")


@lru_cache(maxsize=1)
def topologie() -> Topologie:
    from socle.technique.config import DEPOT

    return Topologie.charger(DEPOT / "deploy" / "topologie.yaml")
