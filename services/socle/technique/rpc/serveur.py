"""Le serveur gRPC d'un service : chaque appel est authentifié, autorisé, tracé et borné avant d'atteindre le servant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent import futures
from functools import lru_cache
from typing import Any

import grpc
import structlog
from google.protobuf import descriptor_pool
from google.rpc import code_pb2
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from grpc_status import rpc_status
from opentelemetry import trace
from opentelemetry.propagate import extract
from sqlalchemy.exc import DataError, InterfaceError, OperationalError

from logis.commun.v1 import commun_pb2
from socle.domaine.refus import DonneeInvalide, Indisponible, Introuvable, Refus
from socle.technique.contexte import Appel, appel_courant
from socle.technique.habilitations import CLASSES_SECRETES, AccesSecret, Habilitations
from socle.technique.jetons import Verificateur
from socle.technique.lecture import PANNES
from socle.technique.rpc.erreurs import statut_interne, vers_statut

journal = structlog.get_logger("grpc")
traceur = trace.get_tracer("socle.grpc")

LIBRES = ("/grpc.health.v1.Health/", "/grpc.reflection.")


class Garde(grpc.ServerInterceptor):  # type: ignore[type-arg]
    """Refuse par défaut ; traduit les refus en statuts ; une faute de code ne dit rien de plus que « interne »."""

    def __init__(self, service: str, verificateur: Verificateur, habilitations: Habilitations) -> None:
        self._domaine = f"logis.{service}"
        self._verificateur, self._habilitations = verificateur, habilitations
        self._gardes: dict[str, Any] = {}

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        garde = self._gardes.get(details.method)
        if garde is None:
            garde = self._garder(continuation(details), details.method)
            if garde is not None:
                self._gardes[details.method] = garde
        return garde

    def _garder(self, servant: Any, methode: str) -> Any:
        """Le servant sous sa garde ; bâti une fois par méthode servie."""
        if servant is None or methode.startswith(LIBRES):
            return servant
        acces = acces_de(methode)

        def traiter(requete: Any, contexte: grpc.ServicerContext) -> Any:
            return self._traiter(servant.unary_unary, methode, acces, requete, contexte)

        return grpc.unary_unary_rpc_method_handler(traiter, servant.request_deserializer, servant.response_serializer)

    def _traiter(self, servant: Any, methode: str, acces: Any, requete: Any, contexte: grpc.ServicerContext) -> Any:
        metadonnees = dict(contexte.invocation_metadata())
        secret = acces.classe.code in CLASSES_SECRETES
        with traceur.start_as_current_span(
            methode.lstrip("/"), context=extract(metadonnees), kind=trace.SpanKind.SERVER
        ) as span:
            try:
                appelant = self._verificateur.verifier(jeton_de(metadonnees))
                portee = self._habilitations.exiger(acces, appelant)
                jeton = appel_courant.set(Appel(methode=methode, appelant=appelant, portee=portee))
                try:
                    return servant(requete, contexte)
                finally:
                    appel_courant.reset(jeton)
            except AccesSecret:
                statut = vers_statut(_introuvable(), domaine=self._domaine)
            except Introuvable as refus:
                statut = vers_statut(_introuvable() if secret else refus, domaine=self._domaine)
            except Refus as refus:
                statut = vers_statut(refus, domaine=self._domaine)
            except (OperationalError, InterfaceError, *PANNES):
                journal.exception("base injoignable", methode=methode)
                statut = vers_statut(
                    Indisponible("BASE_INDISPONIBLE", "La base de données ne répond pas ; réessayez."),
                    domaine=self._domaine,
                )
            except Exception as erreur:
                champ = champ_nul(requete) if isinstance(erreur, DataError) else ""
                if champ:
                    statut = vers_statut(_caractere_nul(champ), domaine=self._domaine)
                else:
                    journal.exception("faute", methode=methode)
                    span.record_exception(erreur)
                    statut = statut_interne(self._domaine)
            span.set_attribute("rpc.grpc.status_code", code_pb2.Code.Name(statut.code))
        contexte.abort_with_status(rpc_status.to_status(statut))


def _introuvable() -> Introuvable:
    refus = Introuvable("Objet", "", champ="")
    refus.code, refus.message, refus.donnees = "INTROUVABLE", "Introuvable.", {}
    return refus


def _caractere_nul(champ: str) -> DonneeInvalide:
    return DonneeInvalide("CARACTERE_NUL", "Un texte contient un caractère nul, qui ne s'enregistre pas.", champ=champ)


def champ_nul(message: Any, prefixe: str = "") -> str:
    """Chemin du premier texte d'un message qui contient le caractère nul, que PostgreSQL refuse ; vide s'il n'y en a pas."""
    for champ, valeur in message.ListFields():
        for rang, element in enumerate(valeur if champ.is_repeated else [valeur]):
            chemin = f"{prefixe}{champ.name}" + (f".{rang}" if champ.is_repeated else "")
            if isinstance(element, str) and "\0" in element:
                return chemin
            if hasattr(element, "ListFields") and (trouve := champ_nul(element, f"{chemin}.")):
                return trouve
    return ""


def jeton_de(metadonnees: dict[str, Any]) -> str:
    """Jeton porté par les métadonnées ; vide s'il manque."""
    schema, _, jeton = str(metadonnees.get("authorization", "")).partition(" ")
    return jeton if schema.lower() == "bearer" else ""


@lru_cache(maxsize=1024)
def acces_de(methode: str) -> commun_pb2.Acces:
    """Option `acces` d'un RPC ; absente, le message est vide et tout est refusé."""
    service, _, nom = methode.lstrip("/").partition("/")
    try:
        descripteur = descriptor_pool.Default().FindServiceByName(service).methods_by_name[nom]
    except KeyError:
        return commun_pb2.Acces()
    options: Any = descripteur.GetOptions()
    acces: commun_pb2.Acces = options.Extensions[commun_pb2.acces]
    return acces


class ServeurGrpc:
    """Serveur d'un service, avec santé et, hors production, réflexion."""

    def __init__(self, garde: Garde, *, port: int, fils: int, hote: str = "127.0.0.1", reflexion: bool = False) -> None:
        self._serveur = grpc.server(
            futures.ThreadPoolExecutor(max_workers=fils, thread_name_prefix="rpc"),
            interceptors=[garde],
            options=[("grpc.so_reuseport", 0), ("grpc.max_receive_message_length", 4 * 1024 * 1024)],
        )
        self.port = self._serveur.add_insecure_port(f"{hote}:{port}")
        if self.port == 0:
            raise SystemExit(f"Le port {port} est déjà pris.")
        self._sante = health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._sante, self._serveur)
        self._reflexion = reflexion

    @property
    def interne(self) -> grpc.Server:
        """Serveur grpc nu, pour y inscrire les servants générés."""
        return self._serveur

    def demarrer(self, noms: Sequence[str]) -> ServeurGrpc:
        """Ouvre le port et se déclare en service pour les noms complets donnés."""
        if self._reflexion:
            reflection.enable_server_reflection([*noms, reflection.SERVICE_NAME, health.SERVICE_NAME], self._serveur)
        self._serveur.start()
        for nom in ("", *noms):
            self._sante.set(nom, health_pb2.HealthCheckResponse.SERVING)
        return self

    def arreter(self, delai: float = 10.0) -> None:
        """Se déclare hors service, laisse finir les appels en cours, puis ferme."""
        self._sante.enter_graceful_shutdown()
        self._serveur.stop(delai).wait(delai + 1)
