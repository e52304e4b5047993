"""Les documents versés sont ceux que le code engendre."""

from __future__ import annotations

import pytest

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
