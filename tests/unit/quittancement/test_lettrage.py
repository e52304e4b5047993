"""Lettrage d'un terme : ce qui se solde se lettre, et une lettre donnée ne change plus."""

from __future__ import annotations

from uuid import UUID

from fabrique_quittancement import le
from hypothesis import given
from hypothesis import strategies as st

from quittancement.domain.lettrage import Mouvement, lettrer
from socle.domaine.montant import Montant, somme


def mouvements(*centimes: int) -> list[Mouvement]:
    return [
        Mouvement(ecriture_id=UUID(int=rang), le=le(f"2026-06-{rang + 1:02d}"), montant=Montant(c))
        for rang, c in enumerate(centimes)
    ]


def codes(*centimes: int) -> list[tuple[int, str, str]]:
    lettres = lettrer("2026-05", mouvements(*centimes))
    return [(e.int, lettre.code, lettre.le.isoformat()) for e, lettre in lettres.items()]


def test_le_terme_paye_en_deux_fois_porte_une_lettre_a_la_date_du_second() -> None:
    assert codes(50000, -20000, -30000) == [(rang, "202605-1", "2026-06-03") for rang in range(3)]


def test_ce_qui_reste_ouvert_n_a_pas_de_lettre() -> None:
    assert codes(50000, -49999) == []


def test_un_paiement_repris_apres_solde_ouvre_un_second_groupe() -> None:
    assert codes(500, -500, 500) == [(0, "202605-1", "2026-06-02"), (1, "202605-1", "2026-06-02")]
    assert codes(500, -500, 500, -500)[2:] == [(2, "202605-2", "2026-06-04"), (3, "202605-2", "2026-06-04")]


def test_un_terme_que_l_apl_paie_en_entier_se_lettre_seul() -> None:
    assert codes(0) == [(0, "202605-1", "2026-06-01")]


@given(st.lists(st.integers(-3, 3), max_size=28), st.integers(0, 28))
def test_en_ajouter_a_la_suite_ne_change_aucune_lettre_donnee(centimes: list[int], coupe: int) -> None:
    tous = mouvements(*centimes)
    avant, apres = lettrer("2026-05", tous[:coupe]), lettrer("2026-05", tous)
    assert avant.items() <= apres.items()
    for code in {lettre.code for lettre in apres.values()}:
        groupe = [m for m in tous if m.ecriture_id in apres and apres[m.ecriture_id].code == code]
        assert not somme(m.montant for m in groupe)
        assert {apres[m.ecriture_id].le for m in groupe} == {groupe[-1].le}
