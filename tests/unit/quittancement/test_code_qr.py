"""Le code QR est celui de la norme : les mêmes modules que segno, dont il évite le calcul répété."""

from __future__ import annotations

import re

import pytest
import segno
from segno import consts

from quittancement.adapters.serie.qr import VERSION_MAX, code_qr, cote_qr
from socle.domaine.refus import DonneeInvalide


def capacite(version: int) -> int:
    """Octets d'un texte qui remplit la version, correction M."""
    donnees: int = sum(b.num_blocks * b.num_data for b in consts.ECC[version][consts.ERROR_LEVEL_M])
    return donnees - (2 if version < 10 else 3)


@pytest.mark.parametrize("version", range(1, VERSION_MAX + 1))
def test_un_code_plein_a_les_modules_de_segno(version: int) -> None:
    contenu = ("Référence RF18 ; " * 40).encode()[: capacite(version)].decode(errors="ignore").ljust(4)
    contenu += "x" * (capacite(version) - len(contenu.encode()))
    attendu = segno.make_qr(contenu.encode(), error="m", mask=3, boost_error=False, mode="byte", version=version).matrix
    svg = code_qr(contenu)
    assert cote_qr(svg) == len(attendu) + 8
    assert traits(svg) == "".join(
        f"M{m.start() + 4} {rang + 4}.5H{m.end() + 4}"
        for rang, ligne in enumerate(attendu)
        for m in re.finditer(b"\x01+", ligne)
    )


def traits(svg: str) -> str:
    return svg.rpartition(' d="')[2].removesuffix('"/></svg>')


def test_un_texte_d_un_octet_de_plus_prend_la_version_suivante() -> None:
    assert [cote_qr(code_qr("x" * n)) for n in (capacite(4), capacite(4) + 1)] == [41, 45]


def test_un_code_qr_trop_long_est_refuse() -> None:
    assert code_qr("x" * capacite(VERSION_MAX)).startswith("<svg")
    with pytest.raises(DonneeInvalide) as refus:
        code_qr("x" * (capacite(VERSION_MAX) + 1))
    assert refus.value.code == "CODE_QR_TROP_LONG"
