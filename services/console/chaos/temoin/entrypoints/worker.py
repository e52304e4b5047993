"""Le travailleur témoin : une écoute par agrégat publié dans la suite."""

from __future__ import annotations

from typing import Any

from console.chaos.temoin.composition import NOM, Application, Config, composer, ecoutes
from socle.technique.config import charger
from socle.technique.messagerie.travailleur import FournirApplication, TravailleurSocle, ecoute


def _composer() -> Application:
    return composer(charger(Config))


def _ecoute(source: str, agregat: str) -> Any:
    def recevoir(self: TravailleurSocle, recu: Any) -> Any:
        return self.recevoir(recu)

    recevoir.__name__ = f"recevoir_{source}_{agregat}"
    return ecoute(source, agregat)(recevoir)


Travailleur = type(
    "Travailleur",
    (TravailleurSocle,),
    {
        "name": NOM,
        "application": FournirApplication(_composer),
        **{f"recevoir_{s}_{a}": _ecoute(s, a) for s, agregats in ecoutes().items() for a in agregats},
    },
)
