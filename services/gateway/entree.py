"""L'entrée de chaque requête HTTP : une trace rattachée à celle de l'appelant, et le filet qui retient toute faute."""

from __future__ import annotations

from typing import Any

from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind

from gateway.problemes import d_une_faute

traceur = trace.get_tracer("gateway")


class Entree:
    """Un span par requête, nommé par sa route : une adresse peut citer n'importe quoi. Une faute de code y devient un problème, tant que la réponse n'est pas partie.

    Toute réponse à une écriture, même un échec, rend sa clé d'idempotence : c'est elle qui permet de recommencer.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        entetes = {cle.decode(): valeur.decode("latin-1") for cle, valeur in scope["headers"] if cle == b"traceparent"}
        with traceur.start_as_current_span(scope["method"], context=extract(entetes), kind=SpanKind.SERVER) as span:
            partie = False

            async def envoyer(message: Any) -> None:
                nonlocal partie
                if message["type"] == "http.response.start":
                    partie = True
                    span.set_attribute("http.response.status_code", message["status"])
                    if cle := scope.get("state", {}).get("cle_idempotence"):
                        message["headers"] = [*message["headers"], (b"idempotency-key", cle.encode())]
                await send(message)

            try:
                await self._app(scope, receive, envoyer)
            except Exception as faute:
                span.record_exception(faute)
                reponse = d_une_faute(faute)
                if partie:
                    raise
                await reponse(scope, receive, envoyer)
            finally:
                if route := getattr(scope.get("route"), "path", ""):
                    span.update_name(f"{scope['method']} {route}")
                    span.set_attribute("http.route", route)
