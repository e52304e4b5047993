"""Journaux structurés, traces et mesures : une seule façon de démarrer pour tous les processus.

L'export passe par OTLP sur HTTP : l'exportateur gRPC tirerait grpc dans les travailleurs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial

import structlog
from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from socle.technique.messagerie.administration import Administration


def demarrer(service: str, role: str, *, otlp_url: str = "", niveau: str = "INFO") -> None:
    """Règle journaux et traces du processus. Sans collecteur, les traces ont leurs identifiants mais ne sortent pas."""
    _journaux(service, role, niveau)
    ressource = Resource.create({"service.name": f"logis-{service}", "logis.role": role})
    fournisseur = TracerProvider(resource=ressource)
    if otlp_url:
        exportateur = OTLPSpanExporter(endpoint=f"{otlp_url.rstrip('/')}/v1/traces")
        fournisseur.add_span_processor(BatchSpanProcessor(exportateur, schedule_delay_millis=500))
        lecteur = PeriodicExportingMetricReader(
            OTLPMetricExporter(endpoint=f"{otlp_url.rstrip('/')}/v1/metrics"), export_interval_millis=15_000
        )
        metrics.set_meter_provider(MeterProvider(resource=ressource, metric_readers=[lecteur]))
    trace.set_tracer_provider(fournisseur)


def _journaux(service: str, role: str, niveau: str) -> None:
    logging.basicConfig(level=niveau, format="%(levelname)s %(name)s %(message)s")
    for bavard in ("amqp", "kombu", "nameko", "alembic", "httpx"):
        logging.getLogger(bavard).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tracer,
            structlog.processors.format_exc_info,
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


def mesurer_noyau(service: str, administration: Administration) -> None:
    """Jauges du noyau d'un service, relevées à chaque export."""
    compteur = metrics.get_meter("logis.noyau")

    def jauge(lire: Callable[[], float]) -> Callable[[CallbackOptions], Iterable[Observation]]:
        return lambda _options: [Observation(lire(), {"service": service})]

    for nom, champ in (
        ("logis.outbox.non_envoyes", "non_envoyes"),
        ("logis.outbox.plus_ancien", "plus_ancien_s"),
        ("logis.inbox.retenus", "retenus"),
        ("logis.inbox.reprises", "reprises"),
        ("logis.inbox.gares", "gares"),
    ):
        compteur.create_observable_gauge(nom, [jauge(partial(_lire, administration, champ))])


def _lire(administration: Administration, champ: str) -> float:
    return float(getattr(administration.etat(), champ))
