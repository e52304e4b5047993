"""Le noyau face à un bus hostile, éprouvé par un modèle : hypothesis choisit publications, livraisons et pannes.

Le bus de ce test est en mémoire et fait tout ce qu'un vrai courtier fait dans ses mauvais jours : il livre en double,
dans le désordre, en lots, oublie des accusés, tandis que la base défait des transactions au moment de valider. La base,
elle, est un vrai PostgreSQL. À tout instant, les effets de chaque agrégat sont un début exact de ses faits ; une fois tout
livré, ce sont tous ses faits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from appui.banc_noyau import Banc, un_message
from appui.services import ServiceDeTest
from socle.domaine.refus import Indisponible, RegleViolee
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.consommation import Message

AGREGATS = st.integers(0, 2)


def machine(banc: Banc) -> type[RuleBasedStateMachine]:
    class Noyau(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.agregats = [nouvel_id() for _ in range(3)]
            self.publies: dict[int, list[int]] = {0: [], 1: [], 2: []}
            self.en_vol: list[Message] = []
            self.refuses: set[int] = set()
            self.numero = int(banc.lire("SELECT coalesce(max(numero), 0) FROM effet")[0][0]) + 1_000
            banc.pannes.clear()

        @rule(agregat=AGREGATS, refuse=st.booleans())
        def publier(self, agregat: int, refuse: bool) -> None:
            """La source constate un fait ; le relais le met en vol. Un sur deux au plus sera refusé par le métier."""
            self.numero += 1
            rang = len(self.publies[agregat]) + 1
            if refuse and rang % 4 == 0:
                self.refuses.add(self.numero)
                banc.pannes[self.numero] = RegleViolee("NON", "Non.")
            self.publies[agregat].append(self.numero)
            self.en_vol.append(un_message(self.numero, agregat=self.agregats[agregat], sequence=str(rang)))

        @rule(choix=st.lists(st.integers(0, 30), min_size=1, max_size=6), acquitte=st.booleans())
        def livrer(self, choix: list[int], acquitte: bool) -> None:
            """Un lot pris n'importe où, avec ses répétitions ; parfois l'accusé se perd et tout reviendra."""
            if self.en_vol:
                lot = [self.en_vol[i % len(self.en_vol)] for i in choix]
                banc.consommation.recevoir_lot(lot)
                if acquitte:
                    self.en_vol = [m for m in self.en_vol if m not in lot]

        @rule(choix=st.lists(st.integers(0, 30), min_size=1, max_size=6))
        def livrer_et_perdre_la_base(self, choix: list[int]) -> None:
            """La transaction est défaite au moment de valider : rien n'est acquitté."""
            if self.en_vol:
                lot = [self.en_vol[i % len(self.en_vol)] for i in choix]
                with coupee_a_la_validation(), pytest.raises(OperationalError):
                    banc.consommation.recevoir_lot(lot)

        @rule(agregat=AGREGATS)
        def tomber_en_panne(self, agregat: int) -> None:
            """Le dernier fait de l'agrégat rencontrera une panne passagère."""
            if self.publies[agregat] and self.publies[agregat][-1] not in self.refuses:
                banc.pannes[self.publies[agregat][-1]] = Indisponible("PAS_ENCORE", "Pas encore.")

        @rule()
        def se_retablir(self) -> None:
            banc.pannes = {n: p for n, p in banc.pannes.items() if n in self.refuses}
            reprendre_tout()

        @invariant()
        def chaque_agregat_a_un_debut_exact_de_ses_faits(self) -> None:
            for agregat, publies in self.publies.items():
                attendus = [n for n in publies if n not in self.refuses]
                vus = [n for n in banc.effets() if n in set(publies)]
                assert vus == attendus[: len(vus)], f"agrégat {agregat}"
                comptes = [n for n in banc.effets("compter") if n in set(publies)]
                assert len(comptes) == len(set(comptes)), "jamais deux effets"

        def teardown(self) -> None:
            """Tout ce qui n'est pas acquitté revient, les pannes cessent : il ne doit rien manquer ni rester."""
            banc.pannes = {n: p for n, p in banc.pannes.items() if n in self.refuses}
            banc.consommation.recevoir_lot(self.en_vol)
            reprendre_tout()
            for publies in self.publies.values():
                assert [n for n in banc.effets() if n in set(publies)] == [n for n in publies if n not in self.refuses]
                assert sorted(n for n in banc.effets("compter") if n in set(publies)) == publies
            assert banc.incidents() == []
            assert banc.lire("SELECT count(*) FROM retenu") == [(0,)]

    def reprendre_tout() -> None:
        with banc.moteur.begin() as c:
            c.execute(text("UPDATE incident SET prochaine_le = '2000-01-01' WHERE statut = 'REPRISE'"))
        while banc.consommation.reprendre():
            pass

    return Noyau


@contextmanager
def coupee_a_la_validation() -> Iterator[None]:
    """Dans ce bloc, la base est perdue chaque fois qu'une transaction se valide : l'appelant n'acquittera pas."""

    def couper(session: Session) -> None:
        if session.get_nested_transaction() is None:
            raise OperationalError("COMMIT", {}, ConnectionError("base perdue"))

    event.listen(Session, "before_commit", couper)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", couper)


def test_le_noyau_tient_ses_promesses_face_a_un_bus_hostile(service_de: Callable[..., ServiceDeTest]) -> None:
    banc = Banc(service_de("baux"))
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine(banc),
        settings=settings(
            max_examples=40,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
