"""Serveur gRPC mTLS des partenaires : chaque RPC est relayé au service qui en a la charge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import yaml
from grpc_status import rpc_status
from opentelemetry import trace
from opentelemetry.propagate import extract

from gateway.clients import Clients
from gateway.config import Config
from logis.partenaires.v1 import partenaires_pb2, partenaires_pb2_grpc
from logis.quittancement.v1 import quittancement_pb2
from logis.recouvrement.v1 import recouvrement_pb2
from socle.domaine.refus import AccesRefuse, Refus
from socle.technique.certificats import partenaire_du_san, san_uri
from socle.technique.contexte import Appelant
from socle.technique.rpc.erreurs import vers_statut

traceur = trace.get_tracer("gateway.partenaires")
DOMAINE = "logis.partenaires"


@dataclass(frozen=True)
class Inscription:
    """Un partenaire enregistré : ce qu'il est, son département, les RPC qu'il peut appeler."""

    partenaire: str
    departement: str
    rpcs: frozenset[str]


def lire_inscriptions(fichier: Path) -> dict[str, Inscription]:
    """SAN → inscription."""
    contenu = yaml.safe_load(fichier.read_text(encoding="utf-8")) or {}
    return {
        san: Inscription(i["partenaire"], str(i["departement"]), frozenset(i["rpcs"])) for san, i in contenu.items()
    }


class Portier:
    """Reconnaît un partenaire à son certificat et relaie ses appels."""

    def __init__(self, clients: Clients, inscriptions: Mapping[str, Inscription]) -> None:
        self._clients, self._inscriptions = clients, inscriptions

    def appelant(self, contexte: Any, rpc: str) -> Appelant:
        """Lève NonAuthentifie (PARTENAIRE_INCONNU…) ou AccesRefuse (RPC_NON_PERMIS)."""
        certificats = contexte.auth_context().get("x509_pem_cert", [])
        san = san_uri(certificats[0]) if certificats else ""
        inscription = partenaire_du_san(san, self._inscriptions)
        if rpc not in inscription.rpcs:
            raise AccesRefuse("RPC_NON_PERMIS", f"Ce partenaire ne peut pas appeler {rpc}.", rpc=rpc)
        return Appelant(
            sub=f"partenaire:{san.rpartition(':')[2]}",
            partenaire=inscription.partenaire,
            departement=inscription.departement,
        )

    async def relayer(self, contexte: Any, rpc: str, methode: str, requete: Any, rendre: Callable[[Any], Any]) -> Any:
        """Relaie un appel ; un refus du service est rendu tel quel, avec son code et son champ."""
        metadonnees = {str(cle): str(valeur) for cle, valeur in contexte.invocation_metadata() or ()}
        with traceur.start_as_current_span(rpc, context=extract(metadonnees), kind=trace.SpanKind.SERVER):
            try:
                appelant = self.appelant(contexte, rpc)
                return rendre(await self._clients.appeler(methode, requete, appelant))
            except Refus as refus:
                await _refuser(contexte, vers_statut(refus, domaine=DOMAINE))
            except grpc.aio.AioRpcError as erreur:
                riche = await _statut(erreur)
                await contexte.abort(erreur.code(), erreur.details() or "", trailing_metadata=riche)


async def _statut(erreur: grpc.aio.AioRpcError) -> Any:
    metadonnees: Any = erreur.trailing_metadata() or ()
    return tuple((cle, valeur) for cle, valeur in metadonnees if cle == "grpc-status-details-bin")


async def _refuser(contexte: Any, statut: Any) -> None:
    etat = rpc_status.to_status(statut)
    await contexte.abort(etat.code, etat.details, trailing_metadata=etat.trailing_metadata)


class Caf(partenaires_pb2_grpc.CafServiceServicer):
    def __init__(self, portier: Portier) -> None:
        self._portier = portier

    async def TransmettreDroitsApl(self, requete: partenaires_pb2.TransmettreDroitsAplRequest, contexte: Any) -> Any:
        interne = quittancement_pb2.EnregistrerDroitsAplRequest(
            request_id=requete.request_id,
            mois=requete.mois,
            droits=[_droit(d) for d in requete.droits],
        )
        return await self._portier.relayer(
            contexte,
            "TransmettreDroitsApl",
            "logis.quittancement.v1.QuittancementService/EnregistrerDroitsApl",
            interne,
            lambda r: partenaires_pb2.TransmettreDroitsAplResponse(
                acceptes=r.acceptes,
                ecartes=[
                    partenaires_pb2.LigneEcartee(ligne=e.ligne, code=e.code, champ=e.champ, motif=e.motif)
                    for e in r.ecartes
                ],
            ),
        )


def _droit(droit: partenaires_pb2.DroitMensuel) -> quittancement_pb2.DroitApl:
    interne = quittancement_pb2.DroitApl(
        reference_bail=droit.reference_bail, apl=droit.apl, rls=droit.rls, zone=droit.zone
    )
    if droit.HasField("foyer"):
        interne.foyer.couple = droit.foyer.couple
        interne.foyer.personnes_a_charge = droit.foyer.personnes_a_charge
    return interne


class Fsl(partenaires_pb2_grpc.FslServiceServicer):
    def __init__(self, portier: Portier) -> None:
        self._portier = portier

    async def RendreDecision(self, requete: partenaires_pb2.RendreDecisionRequest, contexte: Any) -> Any:
        interne = recouvrement_pb2.EnregistrerDecisionFslRequest(
            request_id=requete.request_id,
            dossier_fsl_id=requete.dossier_fsl_id,
            decision=recouvrement_pb2.DecisionFsl(
                decision_id=requete.decision_id,
                sens=requete.sens,
                aide=requete.aide,
                montant=requete.montant,
                termes_couverts=requete.termes_couverts,
                date_commission=requete.date_commission,
                motif=requete.motif,
            ),
        )
        return await self._portier.relayer(
            contexte,
            "RendreDecision",
            "logis.recouvrement.v1.RecouvrementService/EnregistrerDecisionFsl",
            interne,
            lambda r: partenaires_pb2.RendreDecisionResponse(dossier_fsl_id=r.dossier.id, statut=r.dossier.statut),
        )

    async def AnnoncerPaiement(self, requete: partenaires_pb2.AnnoncerPaiementRequest, contexte: Any) -> Any:
        interne = quittancement_pb2.EnregistrerPaiementFslRequest(
            request_id=requete.request_id,
            dossier_fsl_id=requete.dossier_fsl_id,
            decision_id=requete.decision_id,
            paiement_id=requete.paiement_id,
            montant=requete.montant,
            verse_le=requete.verse_le,
            reference_virement=requete.reference_virement,
        )
        return await self._portier.relayer(
            contexte,
            "AnnoncerPaiement",
            "logis.quittancement.v1.QuittancementService/EnregistrerPaiementFsl",
            interne,
            lambda r: partenaires_pb2.AnnoncerPaiementResponse(
                termes=[partenaires_pb2.TermeImpute(mois=a.mois, montant=a.montant) for a in r.paiement.affectations],
                reliquat=r.paiement.avance,
            ),
        )


async def ouvrir(config: Config, clients: Clients) -> grpc.aio.Server | None:
    """Ouvre la porte si des certificats sont configurés ; un certificat client est exigé."""
    if config.certificats is None or config.partenaires is None:
        return None
    portier = Portier(clients, lire_inscriptions(config.partenaires))
    serveur = grpc.aio.server()
    partenaires_pb2_grpc.add_CafServiceServicer_to_server(Caf(portier), serveur)
    partenaires_pb2_grpc.add_FslServiceServicer_to_server(Fsl(portier), serveur)
    lire: Callable[[str], bytes] = lambda nom: (config.certificats / nom).read_bytes()  # type: ignore[operator]  # noqa: E731
    identite = grpc.ssl_server_credentials(
        [(lire("serveur.key"), lire("serveur.crt"))], root_certificates=lire("autorite.crt"), require_client_auth=True
    )
    serveur.add_secure_port(f"{config.hote}:{config.port_partenaires}", identite)
    await serveur.start()
    return serveur
