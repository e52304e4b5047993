"""Appeler les services pendant la tempête : la même requête, sous le même request_id, jusqu'à une réponse."""

from __future__ import annotations

import hashlib
import importlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import grpc

from console.local.espace import Espace
from console.services import DOMAINES
from socle.technique.contexte import Appelant
from socle.technique.jetons import EMETTEUR_PASSERELLE, Emetteur
from socle.technique.rpc.erreurs import EchecRpc, depuis_erreur

PASSAGERS = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED)
DELAI_APPEL, PAUSE, PATIENCE = 5.0, 0.25, 120.0
"""Secondes : pour un appel, entre deux essais, et avant de renoncer (l'issue est alors inconnue)."""


@dataclass(kw_only=True)
class Commande:
    """Une commande envoyée et son issue. `refus` : le code d'un refus métier ; ni acquittée ni refusée : inconnue."""

    service: str
    rpc: str
    request_id: str
    etape: str = ""
    """Distingue les usages d'un même RPC qui ne produisent pas les mêmes faits."""
    calme: bool = False
    """Jouée avant les fautes : ses faits servent d'étalon à ses semblables."""
    acquittee: bool = False
    refus: str = ""
    essais: int = 0
    internes: int = 0
    """Réponses INTERNAL reçues avant l'issue."""

    @property
    def cle(self) -> str:
        return f"{self.service}.{self.rpc} {self.etape}".rstrip()

    @property
    def trace(self) -> str:
        """Trace W3C tirée du request_id : les faits de la commande la portent."""
        return trace_de(self.request_id)


def trace_de(request_id: str) -> str:
    return hashlib.sha256(request_id.encode()).hexdigest()[:32]


class Refusee(Exception):
    """La commande a été refusée par une règle ; `code` dit laquelle."""

    def __init__(self, echec: EchecRpc) -> None:
        super().__init__(f"{echec.code} : {echec.message}")
        self.code, self.statut = echec.code, echec.statut


class Interrompu(Exception):
    """La charge s'arrête, ou aucune réponse n'est venue à temps."""


@dataclass
class Guichet:
    """Canaux et jetons vers les six services ; tient le journal des commandes."""

    adresses: Mapping[str, str]
    espace: Espace
    commandes: list[Commande] = field(default_factory=list)
    fini: threading.Event = field(default_factory=threading.Event)
    """Posé : plus rien de nouveau ; ce qui est commencé va jusqu'à sa réponse."""
    calme: bool = True

    def __post_init__(self) -> None:
        cle = (self.espace.secrets / "gateway.pem").read_text(encoding="ascii")
        self._emetteur = Emetteur(cle, kid="gateway-1", issuer=EMETTEUR_PASSERELLE)
        options = [("grpc.max_reconnect_backoff_ms", 1000), ("grpc.initial_reconnect_backoff_ms", 200)]
        self._canaux = {s: grpc.insecure_channel(a, options=options) for s, a in self.adresses.items()}
        self._stubs: dict[str, Any] = {}
        self._messages: dict[str, Any] = {}
        for service in DOMAINES:
            paquet = importlib.import_module(f"logis.{service}.v1.{service}_pb2_grpc")
            self._messages[service] = importlib.import_module(f"logis.{service}.v1.{service}_pb2")
            self._stubs[service] = getattr(paquet, f"{service.capitalize()}ServiceStub")(self._canaux[service])

    def ordonner(self, service: str, rpc: str, metier: str, *, etape: str = "", **champs: Any) -> Any:
        """Envoie une commande jusqu'à sa réponse. Lève Refusee, ou Interrompu si elle n'est pas commencée à temps."""
        if self.fini.is_set():
            raise Interrompu
        commande = Commande(service=service, rpc=rpc, request_id=str(uuid4()), etape=etape, calme=self.calme)
        self.commandes.append(commande)
        requete = self._requete(service, rpc, champs)
        requete.request_id = commande.request_id
        metadonnees = [("traceparent", f"00-{commande.trace}-{commande.trace[:16]}-01")]
        reponse = self._insister(commande, metier, requete, metadonnees)
        commande.acquittee = True
        return reponse

    def lire(self, service: str, rpc: str, metier: str, **champs: Any) -> Any:
        """Une lecture, répétée jusqu'à sa réponse. Lève Refusee ou Interrompu."""
        commande = Commande(service=service, rpc=rpc, request_id="")
        return self._insister(commande, metier, self._requete(service, rpc, champs), [])

    def _requete(self, service: str, rpc: str, champs: Mapping[str, Any]) -> Any:
        return getattr(self._messages[service], f"{rpc}Request")(**champs)

    def _insister(self, commande: Commande, metier: str, requete: Any, metadonnees: list[tuple[str, str]]) -> Any:
        limite = time.monotonic() + PATIENCE
        while True:
            commande.essais += 1
            try:
                return self._appeler(commande.service, commande.rpc, metier, requete, metadonnees)
            except EchecRpc as echec:
                if echec.statut is grpc.StatusCode.INTERNAL:
                    commande.internes += 1
                elif echec.statut not in (*PASSAGERS, grpc.StatusCode.ABORTED):
                    commande.refus = echec.code
                    raise Refusee(echec) from None
            if time.monotonic() > limite:
                raise Interrompu(f"{commande.rpc} : aucune réponse en {PATIENCE:.0f} s")
            time.sleep(PAUSE)

    def _appeler(self, service: str, rpc: str, metier: str, requete: Any, metadonnees: list[tuple[str, str]]) -> Any:
        nom, _, second = metier.partition(":")
        appelant = Appelant(sub=f"chaos-{nom.lower()}{second}", metiers=(nom,))
        jeton = self._emetteur.emettre_cache(appelant, service)
        try:
            return getattr(self._stubs[service], rpc)(
                requete, timeout=DELAI_APPEL, metadata=[("authorization", f"Bearer {jeton}"), *metadonnees]
            )
        except grpc.RpcError as erreur:
            raise depuis_erreur(erreur) from None

    def fermer(self) -> None:
        for canal in self._canaux.values():
            canal.close()
