"""Interroger le noyau des six services et de la passerelle, comme exploitant."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from typing import Any, Self

import grpc

from console.local.espace import Espace
from console.services import DOMAINES, TOUS
from logis.noyau.v1 import noyau_pb2, noyau_pb2_grpc
from socle.technique.contexte import Appelant
from socle.technique.jetons import EMETTEUR_PASSERELLE, Emetteur
from socle.technique.messagerie.administration import ALERTE_S
from socle.technique.rpc.erreurs import depuis_erreur

DU_DPO = ("ListActes", "PurgerRequetes")
"""RPC réservés au DPO ; les autres le sont à ADMIN_SI."""

CHAMPS = (
    "service",
    "non_envoyes",
    "plus_ancien_s",
    "retenus",
    "plus_ancien_retenu_s",
    "reprises",
    "gares",
    "envoyes_s",
    "traites_s",
)


class Noyaux:
    """Accès au servant d'exploitation de chaque service, avec la clé de la passerelle de l'espace."""

    def __init__(self, adresses: Mapping[str, str], cle: str) -> None:
        self._emetteur = Emetteur(cle, kid="gateway-1", issuer=EMETTEUR_PASSERELLE)
        self._canaux = {service: grpc.insecure_channel(adresse) for service, adresse in adresses.items()}
        sub = f"exploitant:{getpass.getuser()}"
        self._admin = Appelant(sub=sub, role_technique="ADMIN_SI")
        self._dpo = Appelant(sub=sub, role_technique="DPO")

    @classmethod
    def de_l_espace(cls, espace: Espace) -> Noyaux:
        """Lève SystemExit si la suite de cet espace n'a jamais démarré."""
        ports = espace.etat().get("ports", {})
        if not {*DOMAINES, "gateway-interne"} <= set(ports):
            raise SystemExit(f"L'espace « {espace.nom} » n'a pas démarré : lancez « logis up ».")
        adresses = {service: f"127.0.0.1:{ports[service]}" for service in DOMAINES}
        adresses["gateway"] = f"127.0.0.1:{ports['gateway-interne']}"
        return cls(adresses, (espace.secrets / "gateway.pem").read_text(encoding="ascii"))

    def appeler(self, service: str, methode: str, requete: Any) -> Any:
        """Appelle un RPC du noyau. Lève EchecRpc."""
        jeton = self._emetteur.emettre_cache(self._dpo if methode in DU_DPO else self._admin, service)
        stub = noyau_pb2_grpc.NoyauServiceStub(self._canaux[service])
        try:
            return getattr(stub, methode)(requete, timeout=10, metadata=[("authorization", f"Bearer {jeton}")])
        except grpc.RpcError as erreur:
            raise depuis_erreur(erreur) from None

    def etats(self) -> list[dict[str, Any]]:
        """Un dictionnaire par service, dans l'ordre des domaines puis la passerelle. Lève EchecRpc."""
        return [self.etat(service) for service in TOUS]

    def etat(self, service: str) -> dict[str, Any]:
        """État d'un service : `CHAMPS`, `detenteurs` (partition → processus) et `alerte`. Lève EchecRpc."""
        reponse = self.appeler(service, "GetEtat", noyau_pb2.GetEtatRequest())
        etat = {champ: getattr(reponse, champ) for champ in CHAMPS}
        etat["detenteurs"] = {str(d.partition): d.detenteur for d in reponse.detenteurs}
        etat["alerte"] = bool(
            etat["gares"] or etat["plus_ancien_retenu_s"] > ALERTE_S or etat["plus_ancien_s"] > ALERTE_S
        )
        return etat

    def faits(self, depuis: Mapping[str, int]) -> list[tuple[str, Any]]:
        """Faits publiés par chaque service après les positions données."""
        resultat = []
        for service in DOMAINES:
            requete = noyau_pb2.ListFaitsRequest(apres=depuis.get(service, 0), limite=500)
            resultat += [(service, fait) for fait in self.appeler(service, "ListFaits", requete).faits]
        return resultat

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.fermer()

    def fermer(self) -> None:
        for canal in self._canaux.values():
            canal.close()
