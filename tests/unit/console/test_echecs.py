"""Un échec prévu se dit en une phrase et finit en erreur ; une faute de code garde sa trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import grpc
import psycopg
import pytest
from kombu.exceptions import OperationalError as CourtierInjoignable
from rich.console import Console

from console.commandes.echecs import executer
from console.demo import theatre
from console.demo.recit import EtapeEchouee
from console.local.erreurs import NomRefuse, ServeurAbsent
from console.local.espace import Espace
from console.noyaux import Noyaux
from socle.domaine.baremes import BaremeMalForme
from socle.domaine.refus import DonneeInvalide
from socle.technique.rpc.erreurs import EchecRpc

PREVUS = [
    (ServeurAbsent("PostgreSQL embarqué absent."), "SERVEUR_ABSENT", "PostgreSQL embarqué absent."),
    (NomRefuse("Nom refusé."), "NOM_REFUSE", "Nom refusé."),
    (DonneeInvalide("DATE_ILLISIBLE", "Date illisible."), "DATE_ILLISIBLE", "Date illisible."),
    (EchecRpc(grpc.StatusCode.NOT_FOUND, "INCIDENT_INCONNU", "Inconnu."), "INCIDENT_INCONNU", "Inconnu."),
    (EchecRpc(grpc.StatusCode.UNAVAILABLE, "UNAVAILABLE", "connect failed"), "SERVICE_INDISPONIBLE", "logis up"),
    (psycopg.OperationalError("mot de passe"), "POSTGRES_INJOIGNABLE", "LOGIS_POSTGRES_URL"),
    (CourtierInjoignable("refused"), "SERVEUR_INJOIGNABLE", "LOGIS_AMQP_URL"),
    (BaremeMalForme("a.yaml : mal formé."), "CONFIGURATION_ILLISIBLE", "a.yaml : mal formé."),
    (EtapeEchouee("Le bail : refusé"), "PARCOURS_ECHOUE", "Le bail : refusé"),
    (SystemExit("Service inconnu."), "COMMANDE_REFUSEE", "Service inconnu."),
    (KeyboardInterrupt(), "INTERROMPU", "Interrompu."),
]


def lever(erreur: BaseException) -> None:
    raise erreur


@pytest.mark.parametrize(("erreur", "code", "extrait"), PREVUS, ids=[code for _, code, _ in PREVUS])
def test_un_echec_prevu_est_une_phrase_et_un_code(
    erreur: BaseException, code: str, extrait: str, capsys: pytest.CaptureFixture[str]
) -> None:
    attendu = 130 if code == "INTERROMPU" else 1
    for en_json in (False, True):
        with pytest.raises(SystemExit) as sortie:
            executer(lambda: lever(erreur), en_json=en_json)
        assert sortie.value.code == attendu
        ecrit = capsys.readouterr()
        assert "Traceback" not in ecrit.out + ecrit.err
        if en_json:
            dit = json.loads(ecrit.out)
            assert (dit["ok"], dit["code"], ecrit.err) == (False, code, "")
            assert extrait in dit["message"]
        else:
            assert f"[{code}]" in ecrit.err
            assert (extrait in ecrit.err, ecrit.out) == (True, "")


def test_une_faute_de_code_remonte_telle_quelle() -> None:
    with pytest.raises(ZeroDivisionError):
        executer(lambda: 1 // 0, en_json=True)


@pytest.mark.parametrize("code", [0, 3])
def test_le_code_de_sortie_d_une_commande_est_garde(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as sortie:
        executer(lambda: sys.exit(code), en_json=True)
    assert (sortie.value.code, capsys.readouterr().out) == (code, "")


def test_la_commande_logis_dit_son_echec_en_json(tmp_path: Path) -> None:
    propre = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("LOGIS_")}
    resultat = subprocess.run(
        [sys.executable, "-m", "console", "etat", "--json"],
        env={**propre, "LOGIS_RACINE": str(tmp_path), "LOGIS_ESPACE": "Pas bon"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (resultat.returncode, json.loads(resultat.stdout)["code"]) == (1, "NOM_REFUSE"), resultat.stderr


def test_une_suite_qui_ne_demarre_pas_laisse_postgresql_arrete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arretes: list[str] = []
    monkeypatch.setattr(theatre, "preparer", lambda *_a, **_o: lever(ServeurAbsent("absent")))
    monkeypatch.setattr(theatre, "fermer_postgres", lambda espace: arretes.append(espace.nom))
    with pytest.raises(ServeurAbsent), theatre.une_suite_neuve(Espace("demo", racine=tmp_path)):
        pass
    assert arretes == ["demo"]


def test_un_parcours_qui_echoue_arrete_la_suite_et_ferme_ses_connexions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fermes: list[str] = []

    class Client:
        def __init__(self, nom: str) -> None:
            self.nom = nom

        def fermer(self) -> None:
            fermes.append(self.nom)

    class Environnement:
        espace = Espace("demo", racine=tmp_path)

    @contextmanager
    def en_marche(_environnement: object, **_options: object) -> Iterator[str]:
        yield "superviseur"
        fermes.append("jamais")

    monkeypatch.setattr(theatre, "preparer", lambda *_a, **_o: Environnement())
    monkeypatch.setattr(theatre, "en_marche", en_marche)
    monkeypatch.setattr(theatre, "fermer_postgres", lambda espace: fermes.append("postgres"))
    monkeypatch.setattr(theatre, "Api", lambda _e: Client("api"))
    monkeypatch.setattr(Noyaux, "de_l_espace", lambda _e: Client("noyaux"))
    monkeypatch.setattr(theatre, "Partenaire", lambda _e, nom: Client(nom))
    with (
        pytest.raises(EtapeEchouee),
        theatre.une_suite_neuve(Espace("demo", racine=tmp_path)) as (environnement, _),
        theatre.une_scene(environnement, Console(), graine=1, muet=True),
    ):
        raise EtapeEchouee("en route")
    assert fermes == ["fsl-69", "caf-69", "noyaux", "api", "postgres"]
