"""Les envois de front : dans l'ordre, bornés, et arrêtés au premier échec."""

from __future__ import annotations

from threading import Barrier, Lock

import pytest

from console.commandes.de_front import de_front


def test_les_reponses_suivent_l_ordre_et_deux_envois_sont_vraiment_ensemble() -> None:
    ensemble, en_route, plus = Barrier(2, timeout=5), 0, 0
    verrou = Lock()

    def envoyer(rang: int) -> int:
        nonlocal en_route, plus
        with verrou:
            en_route += 1
            plus = max(plus, en_route)
        if rang:  # le premier part seul ; les autres ne passent qu'à deux
            ensemble.wait()
        with verrou:
            en_route -= 1
        return rang * 10

    assert list(de_front(envoyer, range(7), nombre=2)) == [0, 10, 20, 30, 40, 50, 60]
    assert plus == 2


def test_la_source_ne_se_lit_pas_d_avance() -> None:
    lus: list[int] = []

    def source() -> object:
        for rang in range(10):
            lus.append(rang)
            yield rang

    reponses = de_front(lambda rang: rang, source(), nombre=2)  # type: ignore[arg-type, var-annotated]
    assert next(reponses) == 0
    assert lus == [0]
    assert next(reponses) == 1
    assert lus == [0, 1, 2]


def test_un_echec_leve_et_rien_ne_part_apres() -> None:
    partis: list[int] = []

    def envoyer(rang: int) -> int:
        partis.append(rang)
        if rang == 0:
            raise ValueError("refus")
        return rang

    with pytest.raises(ValueError, match="refus"):
        list(de_front(envoyer, range(5), nombre=4))
    assert partis == [0]


def test_une_source_vide_ne_donne_rien() -> None:
    assert list(de_front(lambda rang: rang, [], nombre=2)) == []
