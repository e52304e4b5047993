"""Le socle reste petit devant ce qu'il porte : un noyau plus gros que le domaine est un domaine mal servi.

On compte les lignes de code, sans blancs, commentaires ni textes de documentation. La conception visait deux mille
lignes pour tout le socle ; ses garanties de messagerie (ordre, reprises, garage, rejeux, archive, partitions, tenures) en
demandent autant à elles seules. Les plafonds ci-dessous sont donc ce qui est, avec une marge pour une garantie de plus,
non pour une commodité : les relever demande un ADR qui dise laquelle.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest

from console.services import DOMAINES
from socle.technique.config import DEPOT

SERVICES = DEPOT / "services"
SOCLE = SERVICES / "socle"
MESSAGERIE = SOCLE / "technique" / "messagerie"

PLAFONDS = {
    "domaine": 500,
    "messagerie": 2_700,
    "technique hors messagerie": 2_400,
}


def lignes_de_code(source: str) -> int:
    """Lignes qui portent du code : ni vides, ni commentaires, ni docstrings."""
    docstrings: set[int] = set()
    for noeud in ast.walk(ast.parse(source)):
        if isinstance(noeud, ast.Expr) and isinstance(noeud.value, ast.Constant) and isinstance(noeud.value.value, str):
            docstrings.update(range(noeud.lineno, (noeud.end_lineno or noeud.lineno) + 1))
    return sum(
        1
        for numero, ligne in enumerate(source.splitlines(), 1)
        if ligne.strip() and not ligne.lstrip().startswith("#") and numero not in docstrings
    )


def taille(fichiers: Iterable[Path]) -> int:
    return sum(lignes_de_code(fichier.read_text(encoding="utf-8")) for fichier in fichiers)


def metier() -> int:
    """Domaine et application des six services : ce pour quoi la suite existe."""
    return sum(taille((SERVICES / s / couche).rglob("*.py")) for s in DOMAINES for couche in ("domain", "application"))


def parts_du_socle() -> dict[str, int]:
    messagerie = taille(MESSAGERIE.rglob("*.py"))
    return {
        "domaine": taille((SOCLE / "domaine").rglob("*.py")),
        "messagerie": messagerie,
        "technique hors messagerie": taille((SOCLE / "technique").rglob("*.py")) - messagerie,
    }


def test_le_compte_ignore_ce_qui_n_est_pas_du_code() -> None:
    source = '"""Un module."""\n\n# un commentaire\nx = 1\n\n\ndef f():\n    """Deux\n    lignes."""\n    return x\n'
    assert lignes_de_code(source) == 3


@pytest.mark.parametrize("part", PLAFONDS)
def test_aucune_part_du_socle_ne_depasse_son_plafond(part: str) -> None:
    assert 0 < parts_du_socle()[part] <= PLAFONDS[part]


def test_le_socle_est_plus_petit_que_le_metier_des_six_services() -> None:
    assert sum(parts_du_socle().values()) < metier()


def test_les_plafonds_restent_sous_le_metier() -> None:
    """Un plafond ne peut pas être relevé au point de laisser le noyau dépasser le domaine."""
    assert sum(PLAFONDS.values()) < metier()
