"""Les commandes d'exploitation : mêmes actes que les RPC, en phrases ou en JSON, jamais une trace Python."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from appui.exploitation import REACTION, Exploitation
from console.commandes import application
from console.noyaux import Noyaux
from console.services import TOUS

EMPREINTE = f"{REACTION}:CORPS_NON_CONFORME"


class Poste:
    """Le poste d'un exploitant : seule la passerelle répond, les six autres services sont arrêtés."""

    def __init__(self, exploitation: Exploitation, monkeypatch: pytest.MonkeyPatch) -> None:
        self.exploitation = exploitation
        adresses = dict.fromkeys(TOUS, "127.0.0.1:1")
        adresses["gateway"] = f"127.0.0.1:{exploitation.service.serveur.port}"
        monkeypatch.setattr(Noyaux, "de_l_espace", lambda _: Noyaux(adresses, exploitation.cles.passerelle))

    def jouer(self, *arguments: str) -> Result:
        resultat = CliRunner().invoke(application, arguments)
        assert resultat.exception is None or isinstance(resultat.exception, SystemExit), resultat.exception
        return resultat

    def json(self, *arguments: str) -> Any:
        resultat = self.jouer(*arguments, "--json")
        assert resultat.exit_code == 0, resultat.output
        return json.loads(resultat.stdout)


@pytest.fixture
def poste(exploitation: Exploitation, monkeypatch: pytest.MonkeyPatch) -> Poste:
    return Poste(exploitation, monkeypatch)


def test_lister_groupe_puis_detaille(poste: Poste) -> None:
    poste.exploitation.garer(3)
    (groupe,) = poste.json("parking", "lister", "gateway")["groupes"]
    assert (groupe["service"], groupe["nombre"], groupe["empreinte"]) == ("gateway", 3, EMPREINTE)
    assert "3 × CORPS_NON_CONFORME" in poste.jouer("parking", "lister", "gateway").stdout
    page = poste.json("parking", "lister", "gateway", "--detail", "--limite", "2")
    suite = poste.json("parking", "lister", "gateway", "--limite", "2", "--suite", page["suites"]["gateway"])
    assert len({i["id"] for i in page["incidents"] + suite["incidents"]}) == 3


def test_montrer_ne_donne_le_corps_que_sur_demande(poste: Poste) -> None:
    poste.exploitation.garer()
    incident = poste.exploitation.incident()
    assert "corps" not in poste.json("parking", "montrer", "gateway", incident)
    assert "bail_id" in poste.json("parking", "montrer", "gateway", incident, "--corps")["corps"]


def test_rejouer_a_blanc_puis_pour_de_bon_et_le_journal_le_dit(poste: Poste) -> None:
    poste.exploitation.garer(2)
    rejouer = ("parking", "rejouer", "gateway", "--empreinte", EMPREINTE)
    assert poste.json(*rejouer, "--a-blanc") == {"nombre": 2, "services": {"gateway": 2}, "a_blanc": True}
    assert poste.json("parking", "journal", "gateway")["actes"] == []
    assert poste.json(*rejouer)["nombre"] == 2
    assert {a["acte"] for a in poste.json("parking", "journal", "gateway")["actes"]} == {"REJOUER"}


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (("parking", "rejouer", "gateway"), "CIBLE_AMBIGUE"),
        (("parking", "rejouer", "gateway", "--incident", "abc"), "IDENTIFIANT_ILLISIBLE"),
        (("parking", "rejouer", "gateway", "--incident", str(uuid4())), "INCIDENT_INCONNU"),
        (("parking", "ecarter", "gateway", "--empreinte", "x", "--motif", " "), "MOTIF_MANQUANT"),
        (("parking", "montrer", "tous", str(uuid4())), "Nommez un seul service"),
        (("parking", "lister", "--suite", "x"), "un seul service"),
        (("parking", "lister", "baux"), "SERVICE_INDISPONIBLE"),
        (("purger", "gateway", "--au", "demain"), "INSTANT_ILLISIBLE"),
        (("rejouer", "gateway", "--reaction", "x", "--du", "hier", "--au", "hier"), "INSTANT_ILLISIBLE"),
    ],
)
def test_une_erreur_est_une_phrase_et_un_code_de_sortie(poste: Poste, arguments: tuple[str, ...], phrase: str) -> None:
    resultat = poste.jouer(*arguments)
    assert resultat.exit_code == 1
    assert phrase in resultat.stderr
    assert "Traceback" not in resultat.output


def test_un_service_muet_n_empeche_pas_de_lire_les_autres(poste: Poste) -> None:
    poste.exploitation.garer()
    resultat = poste.jouer("parking", "lister", "tous")
    assert "1 × CORPS_NON_CONFORME" in resultat.stdout
    assert "baux : SERVICE_INDISPONIBLE" in resultat.stderr
    assert resultat.exit_code == 1, "un garage qu'on n'a pas pu lire n'est pas un garage vide"


@pytest.mark.parametrize(
    ("situation", "attendu"),
    [("rien", 0), ("un garé", 1), ("un retenu de 61 s", 1), ("un retenu de 30 s", 0), ("un non envoyé de 61 s", 1)],
)
def test_strict_distingue_ce_qui_demande_un_regard(
    poste: Poste, monkeypatch: pytest.MonkeyPatch, situation: str, attendu: int
) -> None:
    monkeypatch.setattr("console.commandes.exploitation.TOUS", ("gateway",))
    ordres = {
        "un retenu de 61 s": "INSERT INTO retenu VALUES ('baux', 'bail', 'x', 2, '{}', '', now() - interval '61 s')",
        "un retenu de 30 s": "INSERT INTO retenu VALUES ('baux', 'bail', 'x', 2, '{}', '', now() - interval '30 s')",
        "un non envoyé de 61 s": """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type,
            dataschema, payload, occurred_on, acteur, created_at)
            VALUES (gen_random_uuid(), 'x', 'x', 1, 't', 's', '{}', now(), '{}', now() - interval '61 s')""",
    }
    if situation == "un garé":
        poste.exploitation.garer()
    elif situation in ordres:
        with poste.exploitation.moteur.begin() as connexion:
            connexion.execute(text(ordres[situation]))
    assert poste.jouer("etat", "--strict").exit_code == attendu
    assert poste.jouer("etat").exit_code == 0
    (etat,) = poste.json("etat")
    assert etat["alerte"] is bool(attendu)


def test_l_etat_tient_en_cent_colonnes(poste: Poste, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.commandes.exploitation.TOUS", ("gateway",))
    monkeypatch.setenv("COLUMNS", "100")
    lignes = poste.jouer("etat").stdout.splitlines()
    assert max(map(len, lignes)) <= 100
    assert "envoyés/s" in lignes[1], "aucun titre n'est coupé"
