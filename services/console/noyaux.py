"""Interroger le noyau des six services, comme exploitant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import grpc

from console.local.espace import Espace
from console.services import DOMAINES
from logis.noyau.v1 import noyau_pb2, noyau_pb2_grpc
from socle.technique.contexte import Appelant
from socle.technique.jetons import EMETTEUR_PASSERELLE, Emetteur
from socle.technique.rpc.erreurs import depuis_erreur

EXPLOITANT = Appelant(sub="exploitant-local", role_technique="ADMIN_SI")


class Noyaux:
    """Accès au servant d'exploitation de chaque service, avec la clé de la passerelle de l'espace."""

    def __init__(self, adresses: Mapping[str, str], cle: str) -> None:
        self._emetteur = Emetteur(cle, kid="gateway-1", issuer=EMETTEUR_PASSERELLE)
        self._canaux = {service: grpc.insecure_channel(adresse) for service, adresse in adresses.items()}

    @classmethod
    def de_l_espace(cls, espace: Espace) -> Noyaux:
        """Lève SystemExit si la suite de cet espace n'a jamais démarré."""
        ports = espace.etat().get("ports")
        if not ports:
            raise SystemExit(f"L'espace « {espace.nom} » n'a pas démarré : lancez « logis up ».")
        adresses = {service: f"127.0.0.1:{ports[service]}" for service in DOMAINES}
        return cls(adresses, (espace.secrets / "gateway.pem").read_text(encoding="ascii"))

    def appeler(self, service: str, methode: str, requete: Any) -> Any:
        """Appelle un RPC du noyau. Lève EchecRpc."""
        jeton = self._emetteur.emettre_cache(EXPLOITANT, service)
        stub = noyau_pb2_grpc.NoyauServiceStub(self._canaux[service])
        try:
            return getattr(stub, methode)(requete, timeout=5, metadata=[("authorization", f"Bearer {jeton}")])
        except grpc.RpcError as erreur:
            raise depuis_erreur(erreur) from None

    def etats(self) -> list[dict[str, Any]]:
        """Un dictionnaire par service, dans l'ordre des domaines."""
        champs = ("service", "non_envoyes", "plus_ancien_s", "retenus", "reprises", "gares", "envoyes", "detenteur")
        reponses = [self.appeler(service, "GetEtat", noyau_pb2.GetEtatRequest()) for service in DOMAINES]
        return [{champ: getattr(reponse, champ) for champ in champs} for reponse in reponses]

    def faits(self, depuis: Mapping[str, int]) -> list[tuple[str, Any]]:
        """Faits publiés par chaque service après les positions données."""
        resultat = []
        for service in DOMAINES:
            requete = noyau_pb2.ListFaitsRequest(apres=depuis.get(service, 0), limite=500)
            resultat += [(service, fait) for fait in self.appeler(service, "ListFaits", requete).faits]
        return resultat

    def fermer(self) -> None:
        for canal in self._canaux.values():
            canal.close()
