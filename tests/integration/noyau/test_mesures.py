"""Les mesures du noyau, relevées comme un collecteur les verrait."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry import metrics
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from sqlalchemy import create_engine, text

from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie import mesures
from socle.technique.messagerie.administration import Administration
from socle.technique.messagerie.consommation import Message


@pytest.fixture(scope="module")
def lecteur() -> InMemoryMetricReader:
    """Un lecteur en mémoire pour tout le module : le fournisseur de mesures d'un processus ne se pose qu'une fois."""
    lecteur = InMemoryMetricReader()
    metrics.set_meter_provider(MeterProvider(metric_readers=[lecteur]))
    return lecteur


def releve(lecteur: InMemoryMetricReader) -> dict[str, list[Any]]:
    """Nom de la mesure → ses points."""
    donnees: Any = lecteur.get_metrics_data()
    points: dict[str, list[Any]] = {}
    for ressource in donnees.resource_metrics:
        for portee in ressource.scope_metrics:
            for mesure in portee.metrics:
                points.setdefault(mesure.name, []).extend(mesure.data.data_points)
    return points


def jauges(administrations: dict[str, Administration]) -> dict[str, list[Any]]:
    """Les jauges de ces services, relevées une fois par un fournisseur à elles."""
    lecteur = InMemoryMetricReader()
    mesures.Jauges(administrations, MeterProvider(metric_readers=[lecteur]).get_meter("essai"))
    return releve(lecteur)


def pour(points: list[Any], service: str) -> list[Any]:
    return [point for point in points if point.attributes.get("service") == service]


def test_ce_qui_passe_se_compte_par_service(lecteur: InMemoryMetricReader) -> None:
    mesures.confirmation(0.02, 100, service="essai")
    mesures.confirmation(0.04, 50, service="essai")
    mesures.rendus(2, service="essai")
    mesures.doublons(3, service="essai")
    mesures.doublons(0, service="essai")
    mesures.traite(0.003, service="essai")
    points = releve(lecteur)
    assert [p.value for p in pour(points["logis.relais.publies"], "essai")] == [150]
    assert [p.value for p in pour(points["logis.relais.rendus"], "essai")] == [2]
    assert [p.value for p in pour(points["logis.inbox.doublons"], "essai")] == [3]
    (confirmation,) = pour(points["logis.relais.confirmation"], "essai")
    assert (confirmation.count, round(confirmation.sum, 3)) == (2, 0.06)
    (latence,) = pour(points["logis.inbox.latence"], "essai")
    assert latence.explicit_bounds == mesures.SECONDES, "des bornes en secondes, pas celles par défaut"
    assert latence.bucket_counts[2] == 1, "3 ms tombe entre 2,5 et 5 ms"


def test_ce_qui_attend_se_lit_en_base(service_de: Callable[..., ServiceDeTest]) -> None:
    demandes = service_de("demandes")
    with demandes.noyau.moteur.begin() as c:
        c.execute(
            text(
                """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload,
                                       occurred_on, acteur, created_at)
                   VALUES (:e, 'x', 'x', 1, 't', 's', '{}', now(), '{}', now() - interval '70 seconds')"""
            ),
            {"e": nouvel_id()},
        )
        c.execute(
            text("INSERT INTO retenu VALUES ('baux', 'bail', 'x', 2, '{}', '', now() - interval '90 seconds')"),
        )
    for sequence in ("zéro", "un", ""):
        garer(demandes, sequence)
    points = jauges({"demandes": demandes.noyau.administration})
    lus = {
        nom: pour(points[nom], "demandes")[0].value
        for nom in points
        if nom.startswith(("logis.outbox", "logis.inbox.r"))
    }
    assert lus["logis.outbox.non_envoyes"] == 1
    assert lus["logis.outbox.plus_ancien"] == pytest.approx(70, abs=20)
    assert lus["logis.inbox.retenus"] == 1
    assert pour(points["logis.inbox.plus_ancien_retenu"], "demandes")[0].value == pytest.approx(90, abs=20)
    gares = {p.attributes["empreinte"]: p.value for p in pour(points["logis.inbox.gares"], "demandes")}
    assert gares == {"enveloppe:SEQUENCE_ILLISIBLE": 2, "enveloppe:ENTETE_MANQUANT": 1}


def test_une_base_muette_ne_prive_pas_les_autres_services_de_leurs_mesures(
    service_de: Callable[..., ServiceDeTest],
) -> None:
    baux = service_de("baux")
    muette = Administration(create_engine("postgresql+psycopg://personne@127.0.0.1:1/rien"))
    points = jauges({"muet": muette, "baux": baux.noyau.administration})
    assert pour(points["logis.inbox.retenus"], "muet") == []
    assert pour(points["logis.inbox.retenus"], "baux")[0].value == 0
    assert [(p.value, p.attributes.get("empreinte")) for p in pour(points["logis.inbox.gares"], "baux")] == [(0, None)]


def garer(service: ServiceDeTest, sequence: str) -> None:
    entetes = {
        "cloudEvents:id": str(nouvel_id()),
        "cloudEvents:source": "baux",
        "cloudEvents:type": "BailSigné",
        "cloudEvents:subject": "x",
        "cloudEvents:dataschema": "urn:logis:baux:bail_signe:v1",
        "cloudEvents:aggregatetype": "bail",
        **({"cloudEvents:sequence": sequence} if sequence else {}),
    }
    assert service.noyau.consommation.recevoir(Message(entetes=entetes, corps=json.dumps({}).encode())) == "GARE"
