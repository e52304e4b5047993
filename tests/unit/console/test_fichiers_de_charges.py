"""Les fichiers de lots et de dépenses deviennent les corps de la porte, ligne par ligne."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer import Exit

from console.commandes.quittancement_charges import _depense, _importer, _lignes, _lire, _par_lot
from socle.domaine.refus import DonneeInvalide

LOTS = """reference,emplacement,hors_perimetre,bail_id,debut,fin,provisions_reprises,poids_SURFACE,mesure_EAU
C,G1/B1/C,non,c1,2025-01-01,2025-06-30,"2520,00","62,5",70
C,G1/B1/C,non,c2,2025-08-16,2025-12-31,1896.77,"62,5",55.125
LOGE,G1/B1/LOGE,oui,,,,,30,
"""


def un_fichier(tmp_path: Path, texte: str) -> Path:
    fichier = tmp_path / "fichier.csv"
    fichier.write_text(texte, encoding="utf-8")
    return fichier


def test_les_lignes_d_un_lot_font_ses_occupations(tmp_path: Path) -> None:
    (ligne_lot, lot), (ligne_loge, loge) = _par_lot(un_fichier(tmp_path, LOTS))
    assert isinstance(lot, dict)
    assert isinstance(loge, dict)
    assert (ligne_lot, ligne_loge) == (2, 4)
    assert lot["poids"] == [{"cle": "SURFACE", "milliemes": 62_500}]
    assert [o["mesures"] for o in lot["occupations"]] == [
        [{"cle": "EAU", "milliemes": 70_000}],
        [{"cle": "EAU", "milliemes": 55_125}],
    ]
    assert [o["provisions_reprises"]["centimes"] for o in lot["occupations"]] == [252000, 189677]
    assert (loge["hors_perimetre"], loge["occupations"]) == (True, [])


def test_une_depense_se_lit_en_euros_et_en_milliemes() -> None:
    ligne = dict.fromkeys(("reference", "nature", "perimetre", "cle", "service_le"), "x")
    lue = _depense({**ligne, "montant": "2 400,00", "quantite": "600"})
    assert (lue["montant"]["centimes"], lue["quantite_milliemes"]) == (240000, 600_000)


@pytest.mark.parametrize("faute", ["62,5000", "-3", "douze"])
def test_un_poids_illisible_est_mis_de_cote_a_sa_ligne(tmp_path: Path, faute: str) -> None:
    texte = LOTS.replace('"62,5",70', f'"{faute}",70')
    (ligne, refus), (_, loge) = _par_lot(un_fichier(tmp_path, texte))
    assert isinstance(refus, DonneeInvalide)
    assert isinstance(loge, dict)
    assert (ligne, refus.code) == (2, "NOMBRE_ILLISIBLE")


def test_une_colonne_absente_ou_un_montant_vide_sont_mis_de_cote(tmp_path: Path) -> None:
    ((numero, ligne),) = _lignes(un_fichier(tmp_path, "reference,nature\nx,TEOM\n"))
    _, refus = _lire(_depense, ligne, numero)
    assert isinstance(refus, DonneeInvalide)
    assert (numero, refus.code, refus.champ) == (2, "COLONNE_ABSENTE", "perimetre")
    pleine = dict.fromkeys(("reference", "nature", "perimetre", "cle", "service_le"), "x")
    _, vide = _lire(_depense, {**pleine, "montant": ""}, 7)
    assert isinstance(vide, DonneeInvalide)
    assert vide.code == "MONTANT_ILLISIBLE"


class PorteQuiRefuse:
    """Accepte tout sauf la référence « B » ; retient ce qu'on lui envoie."""

    def __init__(self) -> None:
        self.recus: list[dict[str, Any]] = []

    def __enter__(self) -> PorteQuiRefuse:
        return self

    def __exit__(self, *_: object) -> None: ...

    def poster(self, chemin: str, **corps: Any) -> dict[str, Any]:
        elements = corps["depenses"]
        self.recus += elements
        refuses = [rang for rang, e in enumerate(elements, start=1) if e["reference"] == "B"]
        motif = {"reference": "B", "code": "CLE_INCONNUE", "champ": "cle", "motif": "non"}
        return {"acceptees": len(elements) - len(refuses), "ecartees": [{"ligne": r, **motif} for r in refuses]}


def test_une_mauvaise_ligne_n_arrete_pas_les_autres_et_garde_son_rang(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = un_fichier(
        tmp_path,
        "reference,nature,perimetre,cle,montant,service_le\n"
        "A,TEOM,G1,S,10,2025-01-01\nX,TEOM,G1,S,dix,2025-01-01\nB,TEOM,G1,S,3,2025-01-01\n",
    )
    porte = PorteQuiRefuse()
    elements = (_lire(_depense, ligne, numero) for numero, ligne in _lignes(fichier))
    with pytest.raises(Exit) as sortie:
        _importer("c", "depenses", elements, en_json=True, porte=porte)  # type: ignore[arg-type]
    bilan = json.loads(capsys.readouterr().out)
    assert sortie.value.exit_code == 1
    assert [e["reference"] for e in porte.recus] == ["A", "B"]
    assert bilan["acceptes"] == 1
    assert [(e["ligne"], e["code"]) for e in bilan["ecartes"]] == [(3, "MONTANT_ILLISIBLE"), (4, "CLE_INCONNUE")]
