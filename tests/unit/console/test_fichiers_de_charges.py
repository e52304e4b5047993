"""Les fichiers de lots et de dépenses deviennent les corps de la porte, ligne par ligne."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.commandes.quittancement_charges import _depense, _lignes, _lire, _par_lot

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
    lot, loge = _par_lot(un_fichier(tmp_path, LOTS))
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
def test_un_poids_illisible_nomme_sa_ligne(tmp_path: Path, faute: str) -> None:
    texte = LOTS.replace('"62,5",70', f'"{faute}",70')
    with pytest.raises(SystemExit, match="Ligne 2"):
        list(_par_lot(un_fichier(tmp_path, texte)))


def test_une_colonne_absente_nomme_sa_ligne(tmp_path: Path) -> None:
    ((numero, ligne),) = _lignes(un_fichier(tmp_path, "reference,nature\nx,TEOM\n"))
    with pytest.raises(SystemExit, match="Ligne 2"):
        _lire(_depense, ligne, numero)
