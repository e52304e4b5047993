"""Les protos : code engendré à jour, un droit par RPC, un request_id par écriture, une réponse par RPC."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from google.api import annotations_pb2
from google.protobuf import descriptor_pool

from console.services import DOMAINES
from gateway.commentaires import FICHIER, commentaire, engendrer
from logis.commun.v1 import commun_pb2
from socle.technique.config import DEPOT
from socle.technique.habilitations import charger_habilitations
from socle.technique.rpc.protos import services_du_paquet

PAQUETS = [*DOMAINES, "noyau", "partenaires"]


def methodes() -> list[tuple[str, Any]]:
    resultat = []
    for paquet in PAQUETS:
        for service in services_du_paquet(paquet):
            resultat += [(f"{service.full_name}/{m.name}", m) for m in service.methods]
    return resultat


METHODES = methodes()


def acces(methode: Any) -> commun_pb2.Acces:
    options: Any = methode.GetOptions()
    resultat: commun_pb2.Acces = options.Extensions[commun_pb2.acces]
    return resultat


@pytest.mark.parametrize(("nom", "methode"), METHODES, ids=[n for n, _ in METHODES])
def test_chaque_rpc_declare_un_droit_qui_existe(nom: str, methode: Any) -> None:
    assert acces(methode).WhichOneof("par"), nom
    charger_habilitations().verifier_acces(acces(methode))


@pytest.mark.parametrize(("nom", "methode"), METHODES, ids=[n for n, _ in METHODES])
def test_chaque_ecriture_porte_un_request_id(nom: str, methode: Any) -> None:
    if acces(methode).WhichOneof("par") in ("mission", "partenaire", "tout_agent"):
        assert "request_id" in methode.input_type.fields_by_name, nom


def test_le_code_engendre_est_celui_des_protos(tmp_path: Path) -> None:
    fichiers = sorted(str(f.relative_to(DEPOT / "proto")) for f in (DEPOT / "proto" / "logis").rglob("*.proto"))
    commande = [sys.executable, "-m", "grpc_tools.protoc", "-I.", "-Itiers"]
    commande += [f"--{genre}={tmp_path}" for genre in ("python_out", "pyi_out", "grpc_python_out")]
    subprocess.run([*commande, *fichiers], cwd=DEPOT / "proto", check=True)
    for engendre in sorted(tmp_path.rglob("*.py*")):
        verse = DEPOT / "proto" / "gen" / engendre.relative_to(tmp_path)
        assert verse.read_text("utf-8") == engendre.read_text("utf-8"), f"{verse.name} : lancez « make proto »"


def test_les_descripteurs_sont_charges() -> None:
    assert descriptor_pool.Default().FindServiceByName("logis.baux.v1.BauxService")


def test_les_commentaires_de_la_documentation_sont_ceux_des_protos() -> None:
    assert FICHIER.read_text("utf-8") == engendrer(DEPOT / "proto"), "commentaires.json : lancez « make proto »"


@pytest.mark.parametrize(("nom", "methode"), METHODES, ids=[n for n, _ in METHODES])
def test_chaque_ecriture_de_la_porte_publique_dit_ce_qu_elle_fait(nom: str, methode: Any) -> None:
    if methode.GetOptions().Extensions[annotations_pb2.http].post:
        assert commentaire(methode.full_name), f"{nom} n'a pas de commentaire : /docs ne saurait que dire"
