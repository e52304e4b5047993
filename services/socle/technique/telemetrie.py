"""Journaux structurés, traces et mesures : une seule façon de démarrer et d'arrêter pour tous les processus.

L'export passe par OTLP sur HTTP : l'exportateur gRPC tirerait grpc dans les travailleurs. Le texte d'une exception
peut citer une saisie ou une ligne de base : rien n'en sort (voir `discretion`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from opentelemetry import context, metrics, trace
from opentelemetry.propagate import extract
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ParentBased

from socle.technique.discretion import ExportDiscret, FormatDiscret, trace_discrete
from socle.technique.echantillonnage import SansSondage

_exporte = False


def exporte() -> bool:
    """Vrai si ce processus envoie ses traces à un collecteur : inutile de détailler celles que personne ne lira."""
    return _exporte


def demarrer(service: str, role: str, *, otlp_url: str = "", niveau: str = "INFO") -> None:
    """Règle journaux et traces du processus. Sans collecteur, les traces ont leurs identifiants mais ne sortent pas.

    À appeler avant d'ouvrir une base : les moteurs ouverts ensuite sont tracés. `vider` en fin de processus.
    """
    global _exporte
    _exporte = bool(otlp_url)
    _journaux(service, role, niveau)
    ressource = Resource.create({"service.name": f"logis-{service}", "logis.role": role})
    # Sans collecteur, rien n'est enregistré : un span garde ses identifiants, que portent journaux et faits, et ne coûte rien.
    echantillon = ParentBased(root=SansSondage()) if otlp_url else ALWAYS_OFF
    fournisseur = TracerProvider(resource=ressource, sampler=echantillon)
    trace.set_tracer_provider(fournisseur)
    if otlp_url:
        _exporter(otlp_url.rstrip("/"), fournisseur, ressource)


def _exporter(otlp_url: str, fournisseur: TracerProvider, ressource: Resource) -> None:
    """Branche les envois au collecteur. Leurs bibliothèques ne se chargent qu'ici : sans collecteur, elles pèsent pour rien."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

    exportateur = OTLPSpanExporter(endpoint=f"{otlp_url}/v1/traces")
    fournisseur.add_span_processor(BatchSpanProcessor(ExportDiscret(exportateur), schedule_delay_millis=500))
    lecteur = PeriodicExportingMetricReader(
        OTLPMetricExporter(endpoint=f"{otlp_url}/v1/metrics"), export_interval_millis=15_000
    )
    metrics.set_meter_provider(MeterProvider(resource=ressource, metric_readers=[lecteur]))
    SQLAlchemyInstrumentor().instrument()


def vider() -> None:
    """Envoie ce qui reste de traces et de mesures ; à appeler avant de sortir."""
    for fournisseur in (trace.get_tracer_provider(), metrics.get_meter_provider()):
        fermer = getattr(fournisseur, "shutdown", None)  # celui des mesures, sans collecteur, n'a rien à envoyer
        if fermer is not None:
            fermer()


traceur = trace.get_tracer("socle.messagerie")


@contextmanager
def suite(nom: str, traceparent: str, *, message_id: str) -> Iterator[None]:
    """Poursuit la trace d'un message reçu, sous un span si ce processus exporte ; sinon la trace passe telle quelle."""
    parent = extract({"traceparent": traceparent}) if traceparent else None
    if not _exporte:
        jeton = context.attach(parent) if parent is not None else None
        try:
            yield
        finally:
            if jeton is not None:
                context.detach(jeton)
        return
    attributs = {"messaging.message.id": message_id}
    with traceur.start_as_current_span(nom, context=parent, kind=trace.SpanKind.CONSUMER, attributes=attributs):
        yield


def _journaux(service: str, role: str, niveau: str) -> None:
    sortie = logging.StreamHandler()
    sortie.setFormatter(FormatDiscret("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=niveau, handlers=[sortie])
    for bavard in ("amqp", "kombu", "nameko", "alembic", "httpx", "uvicorn"):
        logging.getLogger(bavard).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tracer,
            structlog.processors.ExceptionRenderer(trace_discrete),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(niveau, logging.INFO)),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service, role=role)


def _tracer(_journal: object, _methode: str, evenement: structlog.typing.EventDict) -> structlog.typing.EventDict:
    contexte = trace.get_current_span().get_span_context()
    if contexte.is_valid:
        evenement["trace_id"] = format(contexte.trace_id, "032x")
    return evenement
