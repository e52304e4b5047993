"""Un fait retenu ou repris reste dans sa trace, avec ce qu'il produit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from integration.noyau.test_reception import Banc, un_message
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from appui.services import ServiceDeTest
from socle.domaine.refus import Indisponible
from socle.technique import telemetrie
from socle.technique.identifiants import nouvel_id


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Les spans du noyau, sans toucher au fournisseur du processus."""
    recu = InMemorySpanExporter()
    fournisseur = TracerProvider()
    fournisseur.add_span_processor(SimpleSpanProcessor(recu))
    monkeypatch.setattr(telemetrie, "traceur", fournisseur.get_tracer("essai"))
    monkeypatch.setattr(telemetrie, "_exporte", True)
    yield recu
    fournisseur.shutdown()


@pytest.fixture
def banc(service_de: Callable[..., ServiceDeTest]) -> Banc:
    return Banc(service_de("baux"))


def un_traceparent(numero: int) -> str:
    return f"00-{numero:032x}-{numero:016x}-01"


def trace_de(span: ReadableSpan) -> int:
    return span.get_span_context().trace_id


def test_un_fait_libere_reste_dans_la_trace_de_sa_publication(banc: Banc, spans: InMemorySpanExporter) -> None:
    chose = nouvel_id()
    for numero in (2, 1):
        banc.consommation.recevoir(un_message(numero, agregat=chose, traceparent=un_traceparent(numero)))
    effets = reactions(spans)
    assert [trace_de(s) for s in effets] == [1, 2]
    assert [s.parent and s.parent.span_id for s in effets] == [1, 2]


def test_un_fait_repris_reste_dans_la_trace_de_sa_publication(banc: Banc, spans: InMemorySpanExporter) -> None:
    banc.pannes[1] = Indisponible("PROJECTION_MANQUANTE", "Pas encore là.")
    banc.consommation.recevoir(un_message(1, agregat=nouvel_id(), traceparent=un_traceparent(7)))
    essais = len(reactions(spans))
    assert essais >= 1
    banc.pannes.clear()
    banc.maintenant += timedelta(seconds=5)
    assert banc.consommation.reprendre() == 1
    assert [(trace_de(s), s.parent and s.parent.span_id) for s in reactions(spans)] == [(7, 7)] * (essais + 1)


def test_un_fait_sans_trace_en_commence_une(banc: Banc, spans: InMemorySpanExporter) -> None:
    banc.recevoir(1)
    assert [s.parent for s in reactions(spans)] == [None]


def reactions(spans: InMemorySpanExporter) -> list[ReadableSpan]:
    return [s for s in spans.get_finished_spans() if s.name == "réagir noter_la_chose"]
