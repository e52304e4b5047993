"""Une faute dit son type et son lieu ; jamais ce qu'elle a vu."""

from __future__ import annotations

import logging
import sys
from io import StringIO

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from psycopg.errors import UniqueViolation
from sqlalchemy.exc import IntegrityError

from logis.baux.v1 import baux_pb2
from logis.demandes.v1 import demandes_pb2
from socle.technique.discretion import ExportDiscret, FormatDiscret, trace_discrete
from socle.technique.rpc.serveur import champ_nul

SECRET = "Quetzalcouvre"


def fauter() -> None:
    try:
        int(SECRET)
    except ValueError as erreur:
        raise IntegrityError("INSERT", {"nom": SECRET}, UniqueViolation(f"Key (nom)=({SECRET})")) from erreur


def test_une_trace_python_garde_types_et_lieux_sans_le_texte() -> None:
    try:
        fauter()
    except IntegrityError:
        texte = trace_discrete(sys.exc_info())
    assert SECRET not in texte
    assert "sqlalchemy.exc.IntegrityError 23505" in texte
    assert "builtins.ValueError" in texte
    assert "in fauter" in texte


def test_une_cause_qui_boucle_ne_boucle_pas() -> None:
    erreur = ValueError(SECRET)
    erreur.__cause__ = erreur
    assert trace_discrete((ValueError, erreur, None)) == "builtins.ValueError"


def test_le_journal_d_une_bibliotheque_perd_le_texte_de_son_exception() -> None:
    sortie = StringIO()
    poignee = logging.StreamHandler(sortie)
    poignee.setFormatter(FormatDiscret("%(message)s"))
    journal = logging.getLogger("essai-discretion")
    journal.propagate = False
    journal.addHandler(poignee)
    try:
        fauter()
    except IntegrityError:
        journal.exception("une faute")
    assert "une faute" in sortie.getvalue()
    assert "IntegrityError 23505" in sortie.getvalue()
    assert SECRET not in sortie.getvalue()


def test_un_span_exporte_dit_le_type_de_l_exception_et_rien_de_plus() -> None:
    recu = InMemorySpanExporter()
    fournisseur = TracerProvider()
    fournisseur.add_span_processor(SimpleSpanProcessor(ExportDiscret(recu)))
    traceur = fournisseur.get_tracer("essai")
    with (
        pytest.raises(IntegrityError),
        traceur.start_as_current_span("parent"),
        traceur.start_as_current_span("fautif"),
    ):
        fauter()
    fautif, parent = recu.get_finished_spans()
    assert SECRET not in fautif.to_json()
    assert fautif.status.status_code is StatusCode.ERROR
    (evenement,) = fautif.events
    assert evenement.attributes is not None
    assert evenement.attributes["exception.type"] == "sqlalchemy.exc.IntegrityError"
    assert fautif.parent is not None
    assert fautif.parent.span_id == parent.context.span_id


def test_le_champ_qui_porte_un_caractere_nul_est_nomme() -> None:
    demande = demandes_pb2.EnregistrerDemandeRequest(adresse="1 rue", motifs=["A"])
    demande.personnes.add(nom="A", prenoms="B")
    assert champ_nul(demande) == ""
    demande.personnes.add(nom="C", prenoms="D\0")
    assert champ_nul(demande) == "personnes.1.prenoms"
    assert champ_nul(demandes_pb2.EnregistrerDemandeRequest(motifs=["A", "\0"])) == "motifs.1"
    assert champ_nul(baux_pb2.EnregistrerResidenceRequest(nom="R\0")) == "nom"
