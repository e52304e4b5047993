"""Un fait retenu ou repris reste dans sa trace, avec ce qu'il produit, et dit ce qui l'a réveillé."""

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
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie import execution, filiation


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Les spans du noyau, sans toucher au fournisseur du processus."""
    recu = InMemorySpanExporter()
    fournisseur = TracerProvider()
    fournisseur.add_span_processor(SimpleSpanProcessor(recu))
    for module in (filiation, execution):
        monkeypatch.setattr(module, "traceur", fournisseur.get_tracer("essai"))
    yield recu
    fournisseur.shutdown()


@pytest.fixture
def banc(service_de: Callable[..., ServiceDeTest]) -> Banc:
    return Banc(service_de("baux"))


def un_traceparent(numero: int) -> str:
    return f"00-{numero:032x}-{numero:016x}-01"


def trace_de(span: ReadableSpan) -> int:
    return span.get_span_context().trace_id


def les(spans: InMemorySpanExporter, nom: str) -> list[ReadableSpan]:
    return [s for s in spans.get_finished_spans() if s.name == nom]


def test_un_fait_libere_descend_de_sa_publication_et_nomme_celui_qui_l_a_libere(
    banc: Banc, spans: InMemorySpanExporter
) -> None:
    chose = nouvel_id()
    for numero in (2, 1):
        banc.consommation.recevoir(un_message(numero, agregat=chose, traceparent=un_traceparent(numero)))
    (libere,) = les(spans, "libérer ChoseFaite")
    (liberateur,) = [s for s in les(spans, "recevoir ChoseFaite") if trace_de(s) == 1]
    assert (trace_de(libere), libere.parent and libere.parent.span_id) == (2, 2)
    assert [lien.context.span_id for lien in libere.links] == [liberateur.get_span_context().span_id]
    assert sorted(trace_de(s) for s in les(spans, "réagir noter_la_chose")) == [1, 2]


def test_un_fait_repris_descend_de_sa_publication(banc: Banc, spans: InMemorySpanExporter) -> None:
    banc.pannes[1] = Indisponible("PROJECTION_MANQUANTE", "Pas encore là.")
    banc.consommation.recevoir(un_message(1, agregat=nouvel_id(), traceparent=un_traceparent(7)))
    banc.pannes.clear()
    banc.maintenant += timedelta(seconds=5)
    assert banc.consommation.reprendre() == 1
    (repris,) = les(spans, "reprendre ChoseFaite")
    assert (trace_de(repris), repris.parent and repris.parent.span_id) == (7, 7)
    assert repris.links == ()
    assert [trace_de(s) for s in les(spans, "réagir noter_la_chose")] == [7, 7]


def test_un_fait_sans_trace_en_commence_une(banc: Banc, spans: InMemorySpanExporter) -> None:
    banc.recevoir(1)
    (recu,) = les(spans, "recevoir ChoseFaite")
    assert recu.parent is None
    assert {trace_de(s) for s in les(spans, "réagir noter_la_chose")} == {trace_de(recu)}
