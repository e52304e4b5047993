"""Serveur gRPC mTLS des partenaires : chaque RPC est relayé au service qui en a la charge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import yaml
from google.rpc import status_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from grpc_status import rpc_status
from opentelemetry import trace
from opentelemetry.propagate import extract

from gateway.clients import Clients
from gateway.config import Config
from gateway.incidents import INTERNE, Panne, consigner, panne_de
from logis.partenaires.v1 import partenaires_pb2, partenaires_pb2_grpc
from logis.quittancement.v1 import quittancement_pb2
from logis.recouvrement.v1 import recouvrement_pb2
from socle.domaine.refus import AccesRefuse, Refus
from socle.technique.certificats import partenaire_du_san, san_uri
from socle.technique.contexte import Appelant
from socle.technique.rpc.erreurs import EchecRpc, depuis_erreur, statut_riche, vers_statut

traceur = trace.get_tracer("gateway.partenaires")
DOMAINE = "logis.partenaires"
SERVICES = ("logis.partenaires.v1.CafService", "logis.partenaires.v1.FslService")


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
        """Lève NonAuthentifie (CERTIFICAT_…) ou AccesRefuse (PARTENAIRE_INCONNU, RPC_NON_PERMIS)."""
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

    async def relayer(
        self,
        contexte: Any,
        rpc: str,
        methode: str,
        requete: Any,
        rendre: Callable[[Any], Any],
        *,
        enveloppe: str = "",
    ) -> Any:
        """Relaie un appel ; un refus du service est rendu avec son code et le champ que le partenaire a écrit.

        `enveloppe` est le champ de la requête interne où la requête du partenaire est rangée.
        """
        metadonnees = {str(cle): str(valeur) for cle, valeur in contexte.invocation_metadata() or ()}
        with traceur.start_as_current_span(rpc, context=extract(metadonnees), kind=trace.SpanKind.SERVER):
            try:
                appelant = self.appelant(contexte, rpc)
                return rendre(await self._clients.appeler(methode, requete, appelant))
            except Refus as refus:
                statut = vers_statut(refus, domaine=DOMAINE)
            except grpc.aio.AioRpcError as erreur:
                statut = _d_un_echec(depuis_erreur(erreur), enveloppe=enveloppe)
            except Exception as faute:
                statut = _d_une_panne(INTERNE, consigner(type(faute).__name__, faute=faute, rpc=rpc))
            etat = rpc_status.to_status(statut)
            await contexte.abort(etat.code, etat.details, trailing_metadata=etat.trailing_metadata)


def _d_un_echec(echec: EchecRpc, *, enveloppe: str) -> status_pb2.Status:
    """Statut rendu au partenaire : le refus du service, ou le numéro de la panne."""
    panne = panne_de(echec)
    if panne is not None:
        return _d_une_panne(panne, consigner(echec.message, statut=echec.statut.name, domaine=echec.domaine))
    champ = echec.champ.removeprefix(f"{enveloppe}.") if enveloppe else echec.champ
    return statut_riche(
        echec.statut.value[0],
        echec.message,
        code=echec.code,
        domaine=echec.domaine,
        champ=champ,
        donnees=echec.donnees,
    )


def _d_une_panne(panne: Panne, numero: str) -> status_pb2.Status:
    return statut_riche(
        panne.statut.value[0], panne.message, code=panne.code, domaine=DOMAINE, donnees={"incident": numero}
    )


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
            enveloppe="decision",
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


@dataclass(frozen=True)
class PortePartenaires:
    """La porte ouverte, et la santé qu'elle annonce."""

    serveur: grpc.aio.Server
    sante: Any

    async def fermer(self, delai: float = 5.0) -> None:
        """Se déclare hors service, laisse finir les appels en cours, puis ferme."""
        await self.sante.enter_graceful_shutdown()
        await self.serveur.stop(delai)


async def ouvrir(config: Config, clients: Clients) -> PortePartenaires | None:
    """Ouvre la porte si des certificats sont configurés ; un certificat client est exigé, même pour la santé."""
    if config.certificats is None or config.partenaires is None:
        return None
    portier = Portier(clients, lire_inscriptions(config.partenaires))
    serveur, sante = grpc.aio.server(), health.aio.HealthServicer()  # type: ignore[attr-defined]
    partenaires_pb2_grpc.add_CafServiceServicer_to_server(Caf(portier), serveur)
    partenaires_pb2_grpc.add_FslServiceServicer_to_server(Fsl(portier), serveur)
    health_pb2_grpc.add_HealthServicer_to_server(sante, serveur)
    if config.espace != "production":
        reflection.enable_server_reflection([*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME], serveur)
    serveur.add_secure_port(f"{config.hote}:{config.port_partenaires}", _identite(config.certificats))
    await serveur.start()
    for nom in ("", *SERVICES):
        await sante.set(nom, health_pb2.HealthCheckResponse.SERVING)
    return PortePartenaires(serveur, sante)


def _identite(certificats: Path) -> grpc.ServerCredentials:
    cle, certificat, autorite = (
        (certificats / nom).read_bytes() for nom in ("serveur.key", "serveur.crt", "autorite.crt")
    )
    return grpc.ssl_server_credentials([(cle, certificat)], root_certificates=autorite, require_client_auth=True)
