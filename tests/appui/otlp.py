"""Un collecteur OTLP/HTTP dans le processus du test : il décode ce que les processus de la suite lui envoient."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

SERVER, CLIENT = Span.SPAN_KIND_SERVER, Span.SPAN_KIND_CLIENT
PRODUCER, CONSUMER = Span.SPAN_KIND_PRODUCER, Span.SPAN_KIND_CONSUMER


@dataclass(frozen=True, kw_only=True)
class Trace:
    """Un span reçu. `processus` : « logis-suite/worker » ; identifiants en hexadécimal ; `texte` : tout ce qu'il porte."""

    trace: str
    id: str
    parent: str
    nom: str
    genre: int
    processus: str
    attributs: dict[str, str]
    liens: tuple[str, ...]
    texte: str


@dataclass
class Collecteur:
    """Les spans reçus, dans l'ordre d'arrivée."""

    url: str
    spans: list[Trace] = field(default_factory=list)

    def nommes(self, nom: str, *, trace: str = "") -> list[Trace]:
        return [s for s in self.spans if s.nom == nom and (not trace or s.trace == trace)]

    def un(self, nom: str, *, trace: str) -> Trace:
        """Le seul span de ce nom dans cette trace ; AssertionError s'il n'y en a pas exactement un."""
        trouves = self.nommes(nom, trace=trace)
        assert len(trouves) == 1, f"{nom} : {len(trouves)} spans dans {trace}"
        return trouves[0]

    def enfants(self, parent: Trace) -> list[Trace]:
        return [s for s in self.spans if s.parent == parent.id and s.trace == parent.trace]

    def par_id(self) -> dict[str, Trace]:
        return {s.id: s for s in self.spans}


@contextmanager
def un_collecteur() -> Iterator[Collecteur]:
    """Écoute sur un port libre de 127.0.0.1 ; accepte les mesures sans les lire."""
    verrou = threading.Lock()

    class Recepteur(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            corps = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/traces":
                recus = _lire(ExportTraceServiceRequest.FromString(corps))
                with verrou:
                    collecteur.spans += recus
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.end_headers()
            self.wfile.write(ExportTraceServiceResponse().SerializeToString())

        def log_message(self, format: str, *args: object) -> None:
            """Le collecteur se tait."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Recepteur)
    collecteur = Collecteur(f"http://127.0.0.1:{serveur.server_address[1]}")
    fil = threading.Thread(target=serveur.serve_forever, daemon=True)
    fil.start()
    try:
        yield collecteur
    finally:
        serveur.shutdown()
        serveur.server_close()
        fil.join()


def _lire(requete: ExportTraceServiceRequest) -> list[Trace]:
    recus = []
    for lot in requete.resource_spans:
        ressource = {a.key: a.value.string_value for a in lot.resource.attributes}
        processus = f"{ressource['service.name']}/{ressource['logis.role']}"
        recus += [
            Trace(
                trace=span.trace_id.hex(),
                id=span.span_id.hex(),
                parent=span.parent_span_id.hex(),
                nom=span.name,
                genre=span.kind,
                processus=processus,
                attributs={a.key: a.value.string_value or str(a.value.int_value) for a in span.attributes},
                liens=tuple(lien.trace_id.hex() for lien in span.links),
                texte=str(span),
            )
            for portee in lot.scope_spans
            for span in portee.spans
        ]
    return recus
