"""Dire une faute sans répéter ce qu'elle a vu : son type, son lieu, sa contrainte ; jamais le texte de l'exception.

« invalid literal: 'DUPONT' », « Failing row contains (…) », « [parameters: …] » : le texte d'une exception cite la
saisie ou la ligne fautive. Journaux et spans sortent du service ; ils n'en gardent rien.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from types import TracebackType
from typing import Any

from opentelemetry.sdk.trace import Event, ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult
from opentelemetry.trace import Status

PARLANTS = ("exception.message", "exception.stacktrace")
"""Attributs où OpenTelemetry range le texte d'une exception."""


def trace_discrete(exc_info: Any) -> str:
    """Trace Python d'une exception et de ses causes, sans leur texte ; une erreur de base dit son SQLSTATE."""
    erreur: BaseException | None = exc_info[1]
    maillons: list[str] = []
    vues: set[int] = set()
    while erreur is not None and id(erreur) not in vues:
        vues.add(id(erreur))
        lieux = "".join(traceback.format_tb(erreur.__traceback__))
        maillons.append(f"{lieux}{type(erreur).__module__}.{type(erreur).__qualname__}{_precision(erreur)}")
        erreur = erreur.__cause__ or (None if erreur.__suppress_context__ else erreur.__context__)
    return "\n(causée par)\n".join(maillons)


def _precision(erreur: BaseException) -> str:
    """Code SQLSTATE et contrainte violée : des noms de notre schéma, pas des valeurs."""
    origine: Any = getattr(erreur, "orig", erreur)
    sqlstate = getattr(origine, "sqlstate", None)
    contrainte = getattr(getattr(origine, "diag", None), "constraint_name", None)
    return "".join(f" {mot}" for mot in (sqlstate, contrainte) if mot)


class FormatDiscret(logging.Formatter):
    """Format des journaux des bibliothèques : leurs exceptions y perdent leur texte, comme les nôtres."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return trace_discrete(ei)


class ExportDiscret(SpanExporter):
    """Exporte les spans en ôtant le texte des exceptions qu'ils ont notées."""

    def __init__(self, exportateur: SpanExporter) -> None:
        self._exportateur = exportateur

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        return self._exportateur.export([_epurer(span) for span in spans])

    def shutdown(self) -> None:
        self._exportateur.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exportateur.force_flush(timeout_millis)


def _epurer(span: ReadableSpan) -> ReadableSpan:
    if not span.events and not span.status.description:
        return span
    return ReadableSpan(
        name=span.name,
        context=span.get_span_context(),
        parent=span.parent,
        resource=span.resource,
        attributes=span.attributes,
        events=[_sans_texte(evenement) for evenement in span.events],
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


def _sans_texte(evenement: Event) -> Event:
    gardes = {cle: valeur for cle, valeur in (evenement.attributes or {}).items() if cle not in PARLANTS}
    return Event(evenement.name, gardes, evenement.timestamp)
