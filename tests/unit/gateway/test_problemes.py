"""Tout échec devient un problème lisible, au bon statut HTTP."""

from __future__ import annotations

import json
from typing import Any

import grpc
import pytest

from gateway.problemes import STATUTS, d_un_echec, d_un_refus
from socle.domaine.refus import (
    AccesRefuse,
    DonneeInvalide,
    Indisponible,
    Introuvable,
    NonAuthentifie,
    Refus,
    RegleViolee,
)
from socle.technique.rpc.erreurs import EchecRpc


def corps(reponse: Any) -> dict[str, Any]:
    resultat: dict[str, Any] = json.loads(reponse.body)
    return resultat


@pytest.mark.parametrize(
    ("statut", "http"),
    [
        ("INVALID_ARGUMENT", 400),
        ("UNAUTHENTICATED", 401),
        ("PERMISSION_DENIED", 403),
        ("NOT_FOUND", 404),
        ("FAILED_PRECONDITION", 409),
        ("ALREADY_EXISTS", 409),
        ("ABORTED", 412),
        ("RESOURCE_EXHAUSTED", 429),
        ("UNAVAILABLE", 503),
        ("DEADLINE_EXCEEDED", 504),
    ],
)
def test_un_statut_grpc_a_son_statut_http(statut: str, http: int) -> None:
    reponse = d_un_echec(EchecRpc(grpc.StatusCode[statut], "CODE", "Message.", domaine="logis.baux"))
    assert (reponse.status_code, reponse.media_type) == (http, "application/problem+json")
    assert (corps(reponse)["status"], corps(reponse)["code"]) == (http, "CODE")


def test_un_acces_refuse_dit_la_mission_et_le_motif() -> None:
    echec = EchecRpc(
        grpc.StatusCode.PERMISSION_DENIED,
        "MISSION_ABSENTE",
        "Aucun métier exercé ne porte la mission.",
        domaine="logis.baux",
        mission="BAI_SIGNER",
        motif="METIER_SANS_MISSION",
    )
    rendu = corps(d_un_echec(echec))
    assert (rendu["mission"], rendu["motif"]) == ("BAI_SIGNER", "METIER_SANS_MISSION")


def test_les_donnees_d_un_refus_ne_remplacent_jamais_un_champ_du_probleme() -> None:
    echec = EchecRpc(
        grpc.StatusCode.NOT_FOUND, "BAIL_INCONNU", "Bail inconnu.", domaine="logis.baux", status="200", detail="?"
    )
    rendu = corps(d_un_echec(echec))
    assert (rendu["status"], rendu["detail"]) == (404, "Bail inconnu.")


@pytest.mark.parametrize("statut", [s for s in grpc.StatusCode if s is not grpc.StatusCode.OK])
def test_un_statut_sans_domaine_ne_montre_pas_d_adresse_interne(statut: grpc.StatusCode) -> None:
    echec = EchecRpc(statut, statut.name, "failed to connect to all addresses; last error: ipv4:10.0.0.7:50051")
    rendu = d_un_echec(echec)
    assert "10.0.0.7" not in json.dumps(corps(rendu))
    assert corps(rendu)["incident"]
    assert rendu.headers["cache-control"] == "no-store"


def test_une_erreur_interne_d_un_service_ne_montre_que_son_code() -> None:
    echec = EchecRpc(grpc.StatusCode.INTERNAL, "ERREUR_INTERNE", "pile de Dupont", domaine="logis.baux")
    rendu = d_un_echec(echec)
    assert (rendu.status_code, corps(rendu)["code"]) == (500, "ERREUR_INTERNE")
    assert "Dupont" not in json.dumps(corps(rendu))


def test_un_refus_de_la_passerelle_garde_son_champ() -> None:
    rendu = d_un_refus(DonneeInvalide("JSON_ILLISIBLE", "Illisible.", champ="corps"))
    assert (rendu.status_code, corps(rendu)["champ"]) == (400, "corps")


@pytest.mark.parametrize(
    ("refus", "http"),
    [
        (Introuvable("Locataire", "x"), 404),
        (AccesRefuse("ROLE_TECHNIQUE_REQUIS", "Non."), 403),
        (Indisponible("BASE_INDISPONIBLE", "Plus tard."), 503),
        (RegleViolee("REGLE", "Non."), 409),
    ],
)
def test_un_refus_de_la_passerelle_a_son_statut(refus: Refus, http: int) -> None:
    assert d_un_refus(refus).status_code == http


def test_sans_authentification_la_reponse_dit_comment_s_authentifier() -> None:
    rendu = d_un_refus(NonAuthentifie("JETON_ABSENT", "Aucun jeton."))
    assert (rendu.status_code, rendu.headers["www-authenticate"]) == (401, 'Bearer realm="logis"')


def test_chaque_statut_http_rendu_est_une_erreur() -> None:
    assert all(400 <= http < 600 for http in STATUTS.values())
