"""Un fichier se découpe en envois qui portent chacun l'en-tête et leur place ; la somme est celle du fichier."""

from __future__ import annotations

from pathlib import Path

from console.commandes.quittancement_energie import Bilan, tranches


def test_chaque_tranche_porte_l_en_tete_et_le_numero_de_sa_premiere_ligne(tmp_path: Path) -> None:
    fichier = tmp_path / "r.csv"
    fichier.write_bytes(b"\xef\xbb\xbfa;b\r\n1;1\r\n2;\xe9\r\n\r\n4;4")
    assert list(tranches(fichier, taille=2)) == [("a;b\n1;1\n2;\ufffd", 2), ("a;b\n\n4;4", 4)]
    assert list(tranches(fichier, taille=2)) == list(tranches(fichier, taille=2))


def test_un_fichier_sans_donnees_ne_fait_aucun_envoi(tmp_path: Path) -> None:
    fichier = tmp_path / "r.csv"
    fichier.write_text("a;b\n", encoding="utf-8")
    assert list(tranches(fichier)) == []


def test_le_bilan_n_est_bon_que_si_tout_est_passe() -> None:
    bilan = Bilan()
    bilan.ajouter({"lignes": 3, "acceptes": 2, "doublons": 1, "deja_importe": False, "ecartees": []})
    assert bilan.ok
    bilan.ajouter({"lignes": 1, "acceptes": 0, "doublons": 0, "deja_importe": True, "ecartees": [{"ligne": 5}]})
    assert (bilan.ok, bilan.lignes, bilan.tranches, bilan.deja_importees) == (False, 4, 2, 1)
