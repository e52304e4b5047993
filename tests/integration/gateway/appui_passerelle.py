"""La vraie passerelle dans le processus du test : son cycle de vie, ses canaux, sa porte des partenaires."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from appui.cles import Cles
from gateway.config import Config
from gateway.entrypoints.web import creer
from socle.technique.contexte import Appelant, horloge_systeme
from socle.technique.jetons import AUDIENCE_EXTERNE, TYP_EXTERNE, Emetteur, jwks_publics, nouvelle_cle_es256

T = TypeVar("T")
EMETTEUR = "fournisseur-d-essai"


class PasserelleDeTest:
    """Compose une configuration sur une base neuve, et joue des scénarios contre la passerelle."""

    def __init__(self, *, url: str, cles: Cles, dossier: Path, adresses: str, **options: Any) -> None:
        externe = nouvelle_cle_es256()
        jwks = dossier / "jwks_externe.json"
        jwks.write_text(json.dumps(jwks_publics({"essai-1": (EMETTEUR, externe)})), encoding="utf-8")
        (cles.dossier / "gateway.pem").write_text(cles.passerelle, encoding="ascii")
        self._emetteur = Emetteur(externe, kid="essai-1", issuer=EMETTEUR, typ=TYP_EXTERNE)
        self.config = Config(
            database_url=url,
            jwks_interne=cles.jwks,
            jwks_externe=jwks,
            emetteur_externe=EMETTEUR,
            cles=cles.dossier,
            adresses_grpc=adresses,
            **{"espace": "test", **options},
        )

    def jeton(self, appelant: Appelant) -> dict[str, str]:
        """En-tête d'un jeton externe valable dix minutes."""
        jeton = self._emetteur.emettre(appelant, AUDIENCE_EXTERNE, timedelta(minutes=10), horloge_systeme())
        return {"Authorization": f"Bearer {jeton}"}

    def jouer(self, scenario: Callable[[httpx.AsyncClient], Awaitable[T]]) -> T:
        """Ouvre la passerelle, joue le scénario avec un client HTTP, ferme tout."""

        async def derouler() -> T:
            application = creer(self.config)
            transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)
            async with (
                application.router.lifespan_context(application),
                httpx.AsyncClient(transport=transport, base_url="http://passerelle") as client,
            ):
                return await scenario(client)

        return asyncio.run(derouler())
