"""L'import d'un relevé crédite de lui-même les bordereaux de chèques et les remises d'espèces qu'il cite."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from appui_quittancement import (
    NET,
    QUITTANCEMENT,
    SECOND,
    euros,
    lire,
    quittancer,
    soldes_du_grand_livre,
    un_compte,
)
from typer.testing import CliRunner

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest, livrer
from console.commandes import application, quittancement_banque
from socle.domaine.refus import DonneeInvalide
from socle.technique.evenements import nom_ascii
from socle.technique.identifiants import nouvel_id

sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "quittancement"))
from fabrique_banque import IBAN, un_camt, une_ecriture_camt

REMISE = "RE-L01-2026-000001"


class PorteSansCaisse(PorteDirecte):
    """Un agent qui importe, sans le droit de dire une remise créditée."""

    def poster(self, chemin: str, **corps: Any) -> dict[str, Any]:
        if chemin.endswith(":rapprocher"):
            raise DonneeInvalide("MISSION_ABSENTE", "La mission manque.")
        return super().poster(chemin, **corps)


def un_bordereau_remis(service: ServiceDeTest, bail_id: str) -> None:
    titre = {"tireur": "Essai Ana", "banque": "Banque d'essai", "numero": "0000001", "emis_le": "2026-07-01"}
    champs = {**titre, "recu_le": "2026-07-02", "montant": euros(NET), "bail_id": bail_id}
    cheque = service.appeler("EnregistrerCheque", QUITTANCEMENT, **champs).cheque
    service.appeler("EndosserCheques", QUITTANCEMENT, cheque_ids=[cheque.id])
    fait = service.appeler("EtablirBordereau", QUITTANCEMENT, banque=IBAN, etabli_le="2026-07-03").bordereau
    service.appeler("RemettreBordereau", SECOND, bordereau_id=fait.id, remis_le="2026-07-03", etag=fait.etag)


def une_remise_transportee(service: ServiceDeTest) -> None:
    caisse_id, type_ = str(nouvel_id()), "RemiseEspècesTransportée"
    corps = {"caisse_id": caisse_id, "loge": "L01", "numero": "L01-2026-000001", "bordereau": REMISE, "montant": 700}
    ligne = {
        "event_id": nouvel_id(),
        "type": type_,
        "aggregate_type": "caisse",
        "aggregate_id": caisse_id,
        "aggregate_seq": 1,
        "dataschema": f"urn:logis:proximite:{nom_ascii(type_)}:v1",
        "payload": {**corps, "transportee_le": "2026-07-03"},
        "occurred_on": datetime.now(UTC),
        "acteur": {"sub": "agent-gardien", "titre": "GARDIEN_IMMEUBLE"},
        "causation_id": None,
    }
    assert livrer("proximite", [ligne], service.noyau.consommation) == ["TRAITE"]


@pytest.fixture
def releve(quittancement: ServiceDeTest, tmp_path: Path) -> Path:
    """Un chèque remis, des espèces transportées, et le relevé qui les montre avec une somme sans bail."""
    bail_id = un_compte(quittancement)
    quittancer(quittancement, "2026-06")
    un_bordereau_remis(quittancement, bail_id)
    une_remise_transportee(quittancement)
    chemin = tmp_path / "camt.xml"
    chemin.write_text(
        un_camt(
            une_ecriture_camt("BQ1", libelle="REMISE CHEQUES BC 2026 000001", le="2026-07-07"),
            une_ecriture_camt("BQ2", "7.00", libelle=f"VERST ESPECES {REMISE}", le="2026-07-07"),
            une_ecriture_camt("BQ3", "1.00", libelle="SANS RIEN", le="2026-07-07"),
        ),
        encoding="utf-8",
    )
    return chemin


def lancer(*arguments: str) -> tuple[int, Any]:
    fait = CliRunner().invoke(application, ["quittancement", "releve-bancaire", "importer", *arguments])
    return fait.exit_code, json.loads(fait.stdout) if "--json" in arguments else fait.stdout


def test_l_import_credite_ce_que_le_releve_cite_une_seule_fois(
    quittancement: ServiceDeTest, releve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_banque, "Porte", PorteDirecte(quittancement, QUITTANCEMENT))
    sortie, bilan = lancer(str(releve), "--json")
    assert (sortie, bilan["ok"], bilan["en_attente"]) == (0, True, 3)
    assert [b["numero"] for b in bilan["bordereaux"]] == ["BC-2026-000001"]
    assert [r["bordereau"] for r in bilan["remises"]] == [REMISE]
    assert bilan["rapprochements_refuses"] == []
    livre = soldes_du_grand_livre(quittancement)
    assert (livre["512"], livre["471"], livre.get("58", 0), livre.get("5112", 0)) == (NET + 800, -100, 0, 0)
    sortie, rejoue = lancer(str(releve), "--json")
    assert (sortie, rejoue["deja_importees"], rejoue["bordereaux"], rejoue["remises"]) == (0, 1, [], [])
    assert soldes_du_grand_livre(quittancement) == livre
    sortie, texte = lancer(str(releve))
    assert "0 bordereaux de chèques rapprochés du relevé." in texte


def test_sans_le_droit_de_crediter_l_import_le_dit_et_ne_credite_rien(
    quittancement: ServiceDeTest, releve: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quittancement_banque, "Porte", PorteSansCaisse(quittancement, QUITTANCEMENT))
    sortie, bilan = lancer(str(releve), "--json")
    assert (sortie, bilan["bordereaux"], bilan["remises"]) == (0, [], [])
    assert [r["code"] for r in bilan["rapprochements_refuses"]] == ["MISSION_ABSENTE"] * 2
    assert "logis quittancement especes rapprocher" in lancer(str(releve))[1].replace("\n", " ")
    assert lire(quittancement, "SELECT count(*) FROM banque_entree WHERE statut = 'EN_ATTENTE'") == [(3,)]
