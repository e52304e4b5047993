"""Produire les avis d'un lot : un dossier par résidence, un manifeste, une reprise qui ne relit pas ce qui est bon."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import typer

from console.commandes import quittancement_documents
from console.commandes.production import ECARTES, MANIFESTE
from console.commandes.quittancement_documents import decomptes, produire, quittances
from socle.domaine.refus import DonneeInvalide


class FaussePorte:
    """Deux tranches : deux résidences, un bail mis de côté."""

    def __init__(self, *_: object, **__: object) -> None:
        self.telecharges: list[str] = []

    def __enter__(self) -> FaussePorte:
        return self

    def __exit__(self, *_: object) -> None: ...

    def poster(self, chemin: str, **corps: Any) -> dict[str, Any]:
        if "campagnes-charges" in chemin:
            return self._decomptes(chemin, corps)
        if chemin.endswith(":editer-quittances"):
            return {"documents": [avis("1", "r-b")], "ecartes": [], "total": 3, "next_page_token": ""}
        assert chemin == "/api/v1/quittancements/lot-1:editer-avis"
        if not corps["page_token"]:
            return {"avis": [avis("1", "r-b"), avis("2", "r-a")], "ecartes": [], "total": 4, "next_page_token": "x"}
        ecarte = {"numero": "Q-4", "bail_id": "b-4", "quittance_id": "q-4", "champ": "bail_id", "motif": "Inconnu."}
        return {
            "avis": [avis("3", "")],
            "ecartes": [{**ecarte, "code": "BAIL_INCONNU"}],
            "total": 4,
            "next_page_token": "",
        }

    def _decomptes(self, chemin: str, corps: dict[str, Any]) -> dict[str, Any]:
        assert chemin == "/api/v1/campagnes-charges/c-1:editer-decomptes"
        assert (corps["provision_des"], corps["indice_milliemes"]) == ("2026-07", 25)
        if not corps["page_token"]:
            edites = [decompte("1", "G2", "0012"), decompte("2", "G1", "0002")]
            return {"decomptes": edites, "ecartes": [], "total": 4, "next_page_token": "x"}
        ecarte = {"reference": "b-4", "code": "ADRESSE_DE_DEPART_INCONNUE", "champ": "adresse", "motif": "Parti."}
        return {"decomptes": [decompte("3", "G1", "0001")], "ecartes": [ecarte], "total": 4, "next_page_token": ""}

    def telecharger(self, chemin: str) -> bytes:
        self.telecharges.append(chemin.rpartition("/")[2])
        return pdf(self.telecharges[-1])


def pdf(document: str) -> bytes:
    return f"%PDF {document}".encode()


ELECTRONIQUE = "1"
"""Rang du seul locataire qui a donné son accord."""


def avis(rang: str, residence: str) -> dict[str, Any]:
    document = f"d-{rang}"
    return {
        "quittance_id": f"q-{rang}",
        "bail_id": f"b-{rang}",
        "numero": f"Q-{rang}",
        "residence_id": residence,
        "canal": "ELECTRONIQUE" if rang == ELECTRONIQUE else "PAPIER",
        "document": {
            "id": document,
            "nom_fichier": f"avis-Q-{rang}.pdf",
            "empreinte_sha256": hashlib.sha256(pdf(document)).hexdigest(),
            "taille_octets": "7",
        },
    }


def decompte(rang: str, groupe: str, lot: str) -> dict[str, Any]:
    commun = {champ: avis(rang, "")[champ] for champ in ("document", "canal")}
    return {"bail_id": f"b-{rang}", "groupe": groupe, "lot": lot, **commun}


@pytest.fixture
def porte(monkeypatch: pytest.MonkeyPatch) -> FaussePorte:
    porte = FaussePorte()
    monkeypatch.setattr(quittancement_documents, "Porte", lambda *_, **__: porte)
    return porte


def lancer(sortie: Path) -> int:
    with pytest.raises(typer.Exit) as fini:
        produire(lot="lot-1", le="2026-07-15", vers=sortie, en_json=True)
    return int(fini.value.exit_code)


def test_le_dossier_range_par_residence_avec_un_manifeste_et_les_baux_mis_de_cote(
    porte: FaussePorte, tmp_path: Path
) -> None:
    assert lancer(tmp_path / "lot") == 1
    with (tmp_path / "lot" / MANIFESTE).open(encoding="utf-8-sig", newline="") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    assert [(ligne["fichier"], ligne["numero"]) for ligne in lignes] == [
        ("electronique/r-b/avis-Q-1.pdf", "Q-1"),
        ("papier/sans-residence/avis-Q-3.pdf", "Q-3"),
        ("papier/r-a/avis-Q-2.pdf", "Q-2"),
    ]
    for ligne in lignes:
        contenu = (tmp_path / "lot" / ligne["fichier"]).read_bytes()
        assert hashlib.sha256(contenu).hexdigest() == ligne["empreinte_sha256"]
    assert "Q-4;b-4;q-4;BAIL_INCONNU;bail_id;Inconnu." in (tmp_path / "lot" / ECARTES).read_text(encoding="utf-8")


def test_relancer_ne_relit_que_ce_qui_manque_ou_a_change(porte: FaussePorte, tmp_path: Path) -> None:
    lancer(tmp_path)
    assert porte.telecharges == ["d-1", "d-2", "d-3"]
    porte.telecharges.clear()
    lancer(tmp_path)
    assert porte.telecharges == []
    (tmp_path / "papier" / "r-a" / "avis-Q-2.pdf").write_bytes(b"tronque")
    lancer(tmp_path)
    assert porte.telecharges == ["d-2"]


def test_le_zip_parait_entier(porte: FaussePorte, tmp_path: Path) -> None:
    lancer(tmp_path / "lot.zip")
    with zipfile.ZipFile(tmp_path / "lot.zip") as archive:
        assert sorted(archive.namelist()) == [
            "ecartes.csv",
            "electronique/r-b/avis-Q-1.pdf",
            "manifeste.csv",
            "papier/r-a/avis-Q-2.pdf",
            "papier/sans-residence/avis-Q-3.pdf",
        ]
        assert archive.read("papier/r-a/avis-Q-2.pdf") == pdf("d-2")


def test_un_zip_interrompu_ne_laisse_rien(porte: FaussePorte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porte, "telecharger", lambda _chemin: b"autre chose")
    with pytest.raises(DonneeInvalide) as refus:
        produire(lot="lot-1", le="2026-07-15", vers=tmp_path / "lot.zip", en_json=True)
    assert refus.value.code == "EMPREINTE_DIFFERENTE"
    assert list(tmp_path.iterdir()) == []


def test_les_decomptes_se_rangent_par_groupe_dans_l_ordre_des_lots(
    porte: FaussePorte, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as fini:
        decomptes(campagne="c-1", le="2026-05-10", vers=tmp_path, provision_des="2026-07", indice=25, en_json=True)
    assert fini.value.exit_code == 1
    rendu = json.loads(capsys.readouterr().out)
    assert (rendu["ok"], rendu["decomptes"], rendu["sites"], rendu["ecrits"]) == (False, 3, 2, 3)
    with (tmp_path / MANIFESTE).open(encoding="utf-8-sig", newline="") as flux:
        lignes = list(csv.DictReader(flux, delimiter=";"))
    assert [(ligne["groupe"], ligne["lot"], ligne["bail_id"]) for ligne in lignes] == [
        ("G2", "0012", "b-1"),
        ("G1", "0001", "b-3"),
        ("G1", "0002", "b-2"),
    ]
    assert "b-4;ADRESSE_DE_DEPART_INCONNUE;adresse;Parti." in (tmp_path / ECARTES).read_text(encoding="utf-8")


def test_les_quittances_ne_comptent_que_les_termes_payes(
    porte: FaussePorte, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as fini:
        quittances(lot="lot-1", le="2026-08-05", vers=tmp_path, en_json=True)
    rendu = json.loads(capsys.readouterr().out)
    assert (fini.value.exit_code, rendu["ok"], rendu["documents"]) == (0, True, 1)
    assert (tmp_path / "electronique" / "r-b" / "avis-Q-1.pdf").read_bytes() == pdf("d-1")


def test_le_lot_de_l_imprimeur_ne_se_prepare_pas_dans_un_zip(porte: FaussePorte, tmp_path: Path) -> None:
    with pytest.raises(DonneeInvalide) as refus:
        produire(lot="lot-1", le="2026-07-15", vers=tmp_path / "lot.zip", imprimeur=True, en_json=True)
    assert refus.value.code == "DOSSIER_ATTENDU"
    assert porte.telecharges == []


def test_un_accord_retire_depuis_sort_le_document_de_l_envoi_electronique(
    porte: FaussePorte, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lancer(tmp_path)
    rendu = json.loads(capsys.readouterr().out)
    assert (rendu["papier"], rendu["electroniques"]) == (2, 1)
    monkeypatch.setitem(globals(), "ELECTRONIQUE", "aucun")
    lancer(tmp_path)
    assert not (tmp_path / "electronique" / "r-b" / "avis-Q-1.pdf").exists()
    assert (tmp_path / "papier" / "r-b" / "avis-Q-1.pdf").read_bytes() == pdf("d-1")
