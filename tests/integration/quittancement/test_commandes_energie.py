"""Les commandes de masse contre un vrai service : les voies sont celles de la passerelle, le réseau en moins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from appui_energie import ANALYSTE, RESIDENCE, equiper, occuper
from typer.testing import CliRunner, Result

from appui.porte_directe import PorteDirecte
from appui.services import ServiceDeTest
from console.commandes import application, quittancement_energie


@pytest.fixture
def porte(quittancement: ServiceDeTest, monkeypatch: pytest.MonkeyPatch) -> PorteDirecte:
    directe = PorteDirecte(quittancement, ANALYSTE)
    monkeypatch.setattr(quittancement_energie, "Porte", directe)
    monkeypatch.setattr(quittancement_energie.tranches, "__kwdefaults__", {"taille": 3})
    return directe


def lancer(*arguments: str) -> Result:
    return CliRunner().invoke(application, ["quittancement", *arguments])


def un_fichier(dossier: Path, *lignes: str) -> Path:
    fichier = dossier / "releves.csv"
    fichier.write_text("\n".join(["compteur;date;index;qualite;source", *lignes]), encoding="utf-8")
    return fichier


HUIT = [f"EF-1;2026-01-{jour:02d};{jour};REEL;A" for jour in range(2, 10)]


def test_un_fichier_coupe_en_route_reprend_sans_double_et_la_somme_tombe_juste(
    porte: PorteDirecte, tmp_path: Path
) -> None:
    compteur = equiper(porte.service, "EF-1", [], depuis="2026-01")
    fichier = un_fichier(tmp_path, *HUIT[:5], "EF-1;2026-01-06;0;REEL;FAUSSE", *HUIT[5:])
    porte.coupe_apres = 1
    assert lancer("releves", "importer", str(fichier), "--json").exit_code != 0
    porte.coupe_apres = 10_000
    reprise = lancer("releves", "importer", str(fichier), "--json")
    bilan = json.loads(reprise.stdout)
    assert (reprise.exit_code, bilan["ok"], bilan["tranches"], bilan["deja_importees"]) == (1, False, 3, 1)
    assert (bilan["lignes"], bilan["acceptes"], bilan["doublons"]) == (9, 8, 0)
    assert [(e["ligne"], e["code"]) for e in bilan["ecartees"]] == [(7, "INDEX_REGRESSIF")]
    releves = porte.service.appeler("GetCompteur", ANALYSTE, compteur_id=compteur.id).releves
    assert [r.index for r in releves] == [1000 * jour for jour in range(2, 10)]


def test_un_fichier_sans_faute_finit_bien_et_se_lit(porte: PorteDirecte, tmp_path: Path) -> None:
    equiper(porte.service, "EF-1", [], depuis="2026-01")
    fait = lancer("releves", "importer", str(un_fichier(tmp_path, *HUIT)))
    assert (fait.exit_code, fait.stdout.strip()) == (0, "8 lignes : 8 relevés, 0 déjà connus, 0 écartées.")


def test_les_temperatures_s_importent_et_disent_leurs_fautes(porte: PorteDirecte, tmp_path: Path) -> None:
    fichier = tmp_path / "meteo.csv"
    fichier.write_text("date;tmin;tmax\n2026-01-01;-3,5;4\n2026-01-02;5;1\n", encoding="utf-8")
    fait = lancer("temperatures", "importer", "69029001", str(fichier), "--json")
    rendu = json.loads(fait.stdout)
    assert (fait.exit_code, rendu["ok"], rendu["lignes"], rendu["changees"]) == (1, False, 2, 1)
    assert rendu["ecartees"][0]["code"] == "TEMPERATURES_INVERSEES"


def test_la_detection_se_lance_en_masse_et_rejouer_n_ouvre_rien(porte: PorteDirecte) -> None:
    compteur = equiper(porte.service, "EF-1", [10] * 37 + [30])
    occuper(porte.service, compteur.logement_id)
    premiere, seconde = (
        json.loads(lancer("anomalies", "detecter", "2026-02", "--residence", RESIDENCE, "--json").stdout)
        for _ in range(2)
    )
    assert [a["regle"] for a in premiere["residences"][RESIDENCE]["nouvelles"]] == ["EAU_HAUSSE"]
    assert seconde["residences"][RESIDENCE]["nouvelles"] == []
