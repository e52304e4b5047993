"""`logis quittancement cycle` et `comptabilite`, du gel au fichier des écritures, contre un vrai service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import NET, QUITTANCEMENT, SECOND, lire, transmettre, un_compte, un_droit
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest
from console.commandes import application, quittancement_comptabilite, quittancement_cycle

MOIS = "2026-06"


@pytest.fixture(autouse=True)
def porte(quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch) -> PorteDirecte:
    directe = PorteDirecte(quittancement, QUITTANCEMENT, second=SECOND)
    for module in (quittancement_cycle, quittancement_comptabilite):
        monkeypatch.setattr(module, "Porte", directe)
    monkeypatch.setattr("quittancement.application.ouvrir_cycle.BAUX_PAR_TRANCHE", 2)
    return directe


def lancer(*arguments: str) -> tuple[int, dict[str, Any]]:
    fait = CliRunner().invoke(application, ["quittancement", *arguments, "--json"])
    return fait.exit_code, json.loads(fait.stdout)


def test_du_gel_au_fichier_des_ecritures(quittancement: ServiceDeTest, tmp_path: Path) -> None:
    for rang in range(5):
        un_compte(quittancement, reference=f"B-{rang}")
    sortie, calcule = lancer("cycle", "lancer", MOIS)
    assert (sortie, calcule["statut"], calcule["nombre"], calcule["tranches"]) == (0, "CALCULE", 5, 3)
    lot = calcule["lot_id"]
    assert lancer("cycle", "valider", lot, "--le", f"{MOIS}-25")[1]["statut"] == "VALIDE"
    assert lancer("cycle", "verifier", lot) == (0, {"ok": True, "tranches": 3, "rompues": []})
    assert lancer("comptabilite", "clore", MOIS, "--le", "2026-09-01")[1]["debits"]["centimes"] == 5 * NET
    assert lancer("comptabilite", "verifier") == (0, {"ok": True, "intacte": True, "mois_rompus": []})
    fichier = tmp_path / "fec.txt"
    assert lancer("comptabilite", "fec", MOIS, MOIS, "--sortie", str(fichier))[1]["lignes"] == 15
    assert fichier.read_bytes().decode().split("\r\n")[0].startswith("JournalCode\tJournalLib\tEcritureNum")


def test_un_calcul_coupe_reprend_et_un_bail_ecarte_finit_en_erreur(
    quittancement: ServiceDeTest, porte: PorteDirecte
) -> None:
    for rang in range(5):
        un_compte(quittancement, reference=f"B-{rang}")
    transmettre(quittancement, MOIS, un_droit(reference="B-1", apl=90000))
    porte.coupe_apres = 2
    assert CliRunner().invoke(application, ["quittancement", "cycle", "lancer", MOIS]).exit_code == 130
    ((lot,),) = lire(quittancement, "SELECT id::text FROM lot")
    porte.coupe_apres = 10_000
    sortie, repris = lancer("cycle", "avancer", lot)
    assert (sortie, repris["statut"], repris["nombre"]) == (1, "CALCULE", 4)
    assert repris["ecartes"][0]["code"] == "APL_SUPERIEURE_AU_LOYER"
    vu = CliRunner().invoke(application, ["quittancement", "cycle", "montrer", lot])
    assert "CALCULE, 4 quittances" in vu.stdout
    assert lancer("cycle", "annuler", lot)[1]["statut"] == "ANNULE"
