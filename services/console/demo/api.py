"""Un client de la porte publique : un jeton par métier, une clé d'idempotence par écriture, une trace par étape."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import grpc
import httpx

from console.commandes.exploitation import emettre_jeton
from console.environnement import Environnement
from logis.partenaires.v1 import partenaires_pb2, partenaires_pb2_grpc
from socle.technique.contexte import Appelant
from socle.technique.rpc.erreurs import depuis_erreur


class EchecHttp(Exception):
    """Réponse problem+json d'une étape ; le corps est dans `probleme`."""

    def __init__(self, reponse: httpx.Response) -> None:
        self.statut = reponse.status_code
        self.probleme: dict[str, Any] = reponse.json() if reponse.content else {}
        super().__init__(f"{reponse.status_code} {self.probleme.get('code')} : {self.probleme.get('detail')}")

    @property
    def code(self) -> str:
        return str(self.probleme.get("code", ""))


class Api:
    """Appelle la passerelle au nom d'un métier. `trace` est celle de la dernière étape commencée."""

    def __init__(self, environnement: Environnement) -> None:
        self._environnement = environnement
        self._client = httpx.Client(base_url=environnement.url_passerelle, timeout=30)
        self._jetons: dict[Any, str] = {}
        self.trace = ""

    def nouvelle_trace(self) -> str:
        """Commence une trace ; toute requête suivante la porte."""
        self.trace = secrets.token_hex(16)
        return self.trace

    def jeton(self, metier: str, *, perimetre: tuple[str, ...] | None = None, mission: str = "") -> str:
        """Jeton d'un agent de démonstration ; « METIER:bis » désigne un second agent du même métier."""
        cle = (metier, perimetre, mission)
        if cle not in self._jetons:
            nom, _, second = metier.partition(":")
            sub = f"demo-{nom.lower()}{f'-{second}' if second else ''}"
            appelant = Appelant(sub=sub, metiers=(nom,), perimetre=perimetre, mission_active=mission)
            self._jetons[cle] = emettre_jeton(self._environnement.espace, appelant)
        return self._jetons[cle]

    def poster(self, chemin: str, metier: str, **corps: Any) -> Any:
        """POST d'une écriture. Lève EchecHttp sur refus."""
        return self._rendre(
            self._client.post(chemin, json=corps, headers={**self._entetes(metier), "Idempotency-Key": str(uuid4())})
        )

    def lire(self, chemin: str, metier: str, *, perimetre: tuple[str, ...] | None = None, **parametres: Any) -> Any:
        return self._rendre(
            self._client.get(chemin, params=parametres, headers=self._entetes(metier, perimetre=perimetre))
        )

    def telecharger(self, service: str, document_id: str, metier: str) -> bytes:
        reponse = self._client.get(f"/api/v1/documents/{service}/{document_id}", headers=self._entetes(metier))
        if reponse.status_code != 200:
            raise EchecHttp(reponse)
        return reponse.content

    def _entetes(self, metier: str, *, perimetre: tuple[str, ...] | None = None) -> dict[str, str]:
        entetes = {"Authorization": f"Bearer {self.jeton(metier, perimetre=perimetre)}"}
        if self.trace:
            entetes["traceparent"] = f"00-{self.trace}-{secrets.token_hex(8)}-01"
        return entetes

    @staticmethod
    def _rendre(reponse: httpx.Response) -> Any:
        if reponse.status_code >= 400:
            raise EchecHttp(reponse)
        return reponse.json()

    def fermer(self) -> None:
        self._client.close()


class Partenaire:
    """Un partenaire qui entre par mTLS avec son certificat."""

    def __init__(self, environnement: Environnement, nom: str) -> None:
        dossier = Path(environnement.variables["LOGIS_CERTIFICATS"])
        identite = grpc.ssl_channel_credentials(
            root_certificates=(dossier / "autorite.crt").read_bytes(),
            private_key=(dossier / f"{nom}.key").read_bytes(),
            certificate_chain=(dossier / f"{nom}.crt").read_bytes(),
        )
        self._canal = grpc.secure_channel(f"localhost:{environnement.port_partenaires}", identite)
        self.caf = partenaires_pb2_grpc.CafServiceStub(self._canal)
        self.fsl = partenaires_pb2_grpc.FslServiceStub(self._canal)

    @staticmethod
    def appeler(methode: Callable[..., Any], requete: Any, *, trace: str) -> Any:
        """Appelle un RPC avec un request_id neuf. Lève EchecRpc."""
        requete.request_id = str(uuid4())
        try:
            return methode(requete, timeout=10, metadata=[("traceparent", f"00-{trace}-{secrets.token_hex(8)}-01")])
        except grpc.RpcError as erreur:
            raise depuis_erreur(erreur) from None

    def fermer(self) -> None:
        self._canal.close()


messages = partenaires_pb2
