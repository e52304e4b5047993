"""L'espace : son nom, ses dossiers, ses secrets, son état publié, ses verrous."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from console.local.erreurs import NomRefuse, VerrouOccupe
from console.local.espace import Espace
from console.local.processus import ports_libres


def mode(chemin: Path) -> int:
    return stat.S_IMODE(chemin.stat().st_mode)


@pytest.mark.parametrize("nom", ["dev", "demo", "test-baux", "a", "a" * 31])
def test_un_nom_simple_est_accepte(nom: str, tmp_path: Path) -> None:
    assert Espace(nom, racine=tmp_path).dossier == tmp_path / ".logis" / nom


@pytest.mark.parametrize("nom", ["", "Dev", "1er", "-a", "a_b", "a.b", "../dev", "dev\n", "é", "a" * 32])
def test_un_nom_qui_ne_tient_pas_dans_un_chemin_et_une_base_est_refuse(nom: str, tmp_path: Path) -> None:
    with pytest.raises(NomRefuse, match="Nom d'espace refusé"):
        Espace(nom, racine=tmp_path)


def test_la_racine_et_le_nom_viennent_de_l_environnement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGIS_RACINE", str(tmp_path))
    monkeypatch.setenv("LOGIS_ESPACE", "demo")
    assert Espace.courant() == Espace("demo", racine=tmp_path)


def test_a_defaut_l_espace_est_dev_dans_le_dossier_courant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOGIS_RACINE", raising=False)
    monkeypatch.delenv("LOGIS_ESPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert Espace.courant() == Espace("dev", racine=tmp_path)


@pytest.mark.parametrize(("nom", "jetable"), [("demo", True), ("test", True), ("test-baux", True), ("dev", False)])
def test_seules_la_demonstration_et_les_tests_sont_jetables(nom: str, jetable: bool, tmp_path: Path) -> None:
    assert Espace(nom, racine=tmp_path).jetable is jetable


def test_un_espace_dont_le_nom_commence_par_demo_sans_l_etre_n_est_pas_jetable(tmp_path: Path) -> None:
    assert not Espace("demolition", racine=tmp_path).jetable


def test_un_secret_est_engendre_une_fois_et_lisible_de_nous_seuls(tmp_path: Path) -> None:
    espace = Espace("dev", racine=tmp_path)
    ancien_umask = os.umask(0)
    try:
        secret = espace.secret("baux")
    finally:
        os.umask(ancien_umask)
    assert len(secret) >= 32
    assert Espace("dev", racine=tmp_path).secret("baux") == secret
    assert espace.secret("social") != secret
    assert Espace("demo", racine=tmp_path).secret("baux") != secret
    assert (mode(espace.secrets), mode(espace.secrets / "baux")) == (0o700, 0o600)
    assert sorted(fichier.name for fichier in espace.secrets.iterdir()) == ["baux", "social"]


def test_huit_commandes_qui_demandent_le_meme_secret_lisent_le_meme(tmp_path: Path) -> None:
    depart, lus = threading.Barrier(8), []

    def lire() -> None:
        espace = Espace("dev", racine=tmp_path)
        depart.wait()
        lus.append(espace.secret("baux"))

    _ensemble(8, lire)
    assert len(lus) == 8
    assert len(set(lus)) == 1


def test_l_etat_fusionne_par_composant_et_reste_prive(tmp_path: Path) -> None:
    espace = Espace("dev", racine=tmp_path)
    assert espace.etat() == {}
    espace.noter("postgres", port=1, pid=2)
    espace.noter("postgres", pid=None)
    espace.noter("baux", url="http://é")
    assert espace.etat() == {"postgres": {"port": 1, "pid": None}, "baux": {"url": "http://é"}}
    assert mode(espace.dossier / "etat.json") == 0o600
    assert not list(espace.dossier.glob(".ecriture-*"))


def test_aucune_note_ne_se_perd_quand_huit_commandes_notent_ensemble(tmp_path: Path) -> None:
    espace, numeros = Espace("dev", racine=tmp_path), iter(range(8))

    def noter() -> None:
        espace.noter("postgres", **{f"cle{next(numeros)}": 1})

    _ensemble(8, noter)
    assert len(espace.etat()["postgres"]) == 8


def test_un_verrou_tenu_arrete_la_seconde_commande_avec_un_message_clair(tmp_path: Path) -> None:
    espace = Espace("dev", racine=tmp_path)
    with (
        espace.verrou("postgres"),
        pytest.raises(VerrouOccupe, match=r"« postgres » dans l'espace « dev »"),
        espace.verrou("postgres", delai=0.05),
    ):
        pass
    with espace.verrou("postgres", delai=0.05):
        pass  # relâché


def test_le_dossier_des_sockets_est_court_et_propre_a_l_espace(tmp_path: Path) -> None:
    profond = tmp_path / ("tres-long-" * 12)
    espace, autre = Espace("dev", racine=profond), Espace("demo", racine=profond)
    try:
        assert len(str(espace.sockets / "quittancement.sock")) < 100
        assert espace.sockets != autre.sockets
        assert mode(espace.sockets) == 0o700
    finally:
        espace.sockets.rmdir()
        autre.sockets.rmdir()


def test_les_documents_sont_ranges_sous_l_espace_et_le_bus_porte_son_nom(tmp_path: Path) -> None:
    espace = Espace("test-bus", racine=tmp_path)
    assert espace.documents.is_dir()
    assert espace.documents.parent == espace.dossier
    assert espace.prefixe_bus == "test-bus"


def test_les_ports_demandes_ensemble_sont_distincts() -> None:
    ports = ports_libres(20)
    assert len(set(ports)) == 20


def _ensemble(nombre: int, tache: Callable[[], None]) -> None:
    fils = [threading.Thread(target=tache) for _ in range(nombre)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
