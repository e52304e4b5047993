"""Les documents versés sont ceux que le code engendre."""

from __future__ import annotations

import pytest

from console.chaos.fiabilite import engendrer
from console.documents import contenus
from socle.technique.config import DEPOT

CONTENUS = contenus()


@pytest.mark.parametrize("nom", sorted(CONTENUS))
def test_le_document_est_a_jour(nom: str) -> None:
    verse = DEPOT / "docs" / "generes" / nom
    assert verse.exists(), f"{nom} manque : lancez « make docs »"
    assert verse.read_text("utf-8") == CONTENUS[nom], f"{nom} a dérivé : lancez « make docs »"


def test_aucun_document_n_est_orphelin() -> None:
    dossier = DEPOT / "docs" / "generes"
    presents = {str(f.relative_to(dossier)) for f in dossier.rglob("*") if f.is_file()}
    assert presents == set(CONTENUS)


def test_la_fiabilite_dite_est_celle_des_rapports_verses() -> None:
    dossier = DEPOT / "docs" / "fiabilite"
    assert list(dossier.glob("*.json")), "aucun rapport de chaos n'est versé"
    assert dossier.with_suffix(".md").read_text("utf-8") == engendrer(dossier), (
        "docs/fiabilite.md a dérivé : « make docs »"
    )
