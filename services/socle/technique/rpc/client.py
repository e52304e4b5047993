"""Appeler un autre service : délai obligatoire, jeton de service, trace propagée, refus relu."""

from __future__ import annotations

import json
from typing import Any

import grpc
from opentelemetry import trace
from opentelemetry.propagate import inject

from socle.technique.contexte import Appelant
from socle.technique.jetons import Emetteur
from socle.technique.rpc.erreurs import depuis_erreur, en_refus

traceur = trace.get_tracer("socle.grpc")

DELAI = 2.0
"""Secondes pour une lecture entre services."""

REPRISES = json.dumps(
    {
        "methodConfig": [
            {
                "name": [{}],
                "retryPolicy": {
                    "maxAttempts": 3,
                    "initialBackoff": "0.05s",
                    "maxBackoff": "0.5s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ]
    }
)
"""Sûr : les lectures ne changent rien, et les écritures portent toutes un request_id."""

OPTIONS = [("grpc.service_config", REPRISES), ("grpc.enable_retries", 1), ("grpc.keepalive_time_ms", 30_000)]


class ClientService:
    """Canal vers un service, parlant au nom de celui-ci (rôle technique SERVICE)."""

    def __init__(self, adresse: str, *, cible: str, emetteur: Emetteur, nom: str) -> None:
        self.canal = grpc.insecure_channel(adresse, options=OPTIONS)
        self._cible, self._emetteur = cible, emetteur
        self._moi = Appelant(sub=f"service:{nom}", role_technique="SERVICE")

    def appeler(self, methode: Any, requete: Any, *, delai: float = DELAI) -> Any:
        """Appelle une méthode d'un stub bâti sur `canal`. Lève Indisponible ou RegleViolee selon la réponse."""
        with traceur.start_as_current_span(f"appeler {type(requete).__name__}", kind=trace.SpanKind.CLIENT):
            porteur: dict[str, str] = {}
            inject(porteur)
            jeton = self._emetteur.emettre_cache(self._moi, self._cible)
            metadonnees = [("authorization", f"Bearer {jeton}"), *porteur.items()]
            try:
                return methode(requete, timeout=delai, metadata=metadonnees)
            except grpc.RpcError as erreur:
                raise en_refus(depuis_erreur(erreur)) from erreur

    def fermer(self) -> None:
        self.canal.close()
