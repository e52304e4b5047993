"""Les gardiens relancent ce qui meurt, sauf ce qu'une faute tient, et distinguent une mort voulue d'une autre."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from appui.attente import attendre
from console.chaos.gardien import Gardien, Gardiens

ATTENDRE = "import signal, sys; signal.signal(signal.SIGTERM, lambda *_: sys.exit({code})); print('pret', flush=True); signal.pause()"


@pytest.fixture
def gardiens() -> Iterator[Gardiens]:
    tous = Gardiens()
    tous.veiller()
    yield tous
    tous.fermer()


def un_gardien(gardiens: Gardiens, journal: Path, *, code: int = 0) -> Gardien:
    gardien = gardiens.ajouter(Gardien("essai", [sys.executable, "-c", ATTENDRE.format(code=code)], {}, journal))
    attendre(lambda: "pret" in journal.read_text(), quoi="le démarrage")
    return gardien


def test_un_processus_tue_par_une_faute_est_relance(gardiens: Gardiens, tmp_path: Path) -> None:
    gardien = un_gardien(gardiens, tmp_path / "journal")
    avant = gardien.pid
    gardien.tuer()
    attendre(lambda: gardien.relances == 1 and gardien.pid not in (None, avant), quoi="la relance")
    assert gardien.morts == []


def test_une_mort_que_personne_n_a_voulue_est_notee(gardiens: Gardiens, tmp_path: Path) -> None:
    gardien = un_gardien(gardiens, tmp_path / "journal")
    assert gardien.processus is not None
    gardien.processus.kill()
    attendre(lambda: gardien.relances == 1, quoi="la relance")
    assert gardien.morts == [-9]


def test_un_processus_tenu_par_une_faute_n_est_pas_relance(gardiens: Gardiens, tmp_path: Path) -> None:
    gardien, voisin = un_gardien(gardiens, tmp_path / "journal"), Gardien("voisin", ["false"], {}, tmp_path / "voisin")
    gardien.tenu = True
    gardien.tuer()
    gardiens.ajouter(voisin)
    attendre(lambda: voisin.relances >= 2, quoi="deux tours de garde")
    assert gardien.pid is None
    assert gardien.relances == 0


@pytest.mark.parametrize("code", [0, 3])
def test_un_arret_rend_son_code(gardiens: Gardiens, tmp_path: Path, code: int) -> None:
    gardien = un_gardien(gardiens, tmp_path / "journal", code=code)
    gardien.tenu = True
    assert gardien.arreter() == code
    assert gardiens.par_pid(0) is None
