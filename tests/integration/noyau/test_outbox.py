"""L'outbox : les faits s'écrivent avec l'état, dans l'ordre, sans mélange entre fils ; le relais est seul."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from appui.attente import attendre
from appui.cles import un_agent
from appui.services import ServiceDeTest
from baux.application.declarer_logement_disponible import DeclarerLogementDisponible, declarer_logement_disponible
from socle.technique.contexte import Contexte
from socle.technique.messagerie.bus import Ligne
from socle.technique.messagerie.relais import Relais, TenurePerdue
from socle.technique.unite_de_travail import UniteDeTravail

GESTION = un_agent("CHARGE_GESTION_LOCATIVE")


@pytest.fixture
def baux(service_de: Callable[..., ServiceDeTest]) -> ServiceDeTest:
    return service_de("baux")


def des_logements(baux: ServiceDeTest, nombre: int) -> list[str]:
    residence = baux.appeler("EnregistrerResidence", GESTION, nom="R", code_insee="69123", zone="2").residence
    return [
        baux.appeler(
            "EnregistrerLogement",
            GESTION,
            residence_id=residence.id,
            reference=f"L{residence.id[-8:]}-{i}",
            surface_habitable_dm2=4500,
            financement="PLUS",
            loyer_principal={"centimes": 30000},
            loyer_maximum={"centimes": 40000},
        ).logement.id
        for i in range(nombre)
    ]


def test_deux_ordres_joues_par_huit_fils_ecrivent_exactement_leurs_faits(baux: ServiceDeTest) -> None:
    logements = des_logements(baux, 40)

    def declarer(logement_id: str) -> None:
        baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement_id, disponible_le="2026-08-01")

    def enregistrer(rang: int) -> None:
        baux.appeler("EnregistrerResidence", GESTION, nom=f"R{rang}", code_insee="69123", zone="2")

    with ThreadPoolExecutor(8) as fils:
        list(fils.map(lambda a: a[0](a[1]), [(declarer, x) for x in logements] + [(enregistrer, n) for n in range(40)]))
    faits = baux.faits()
    assert sorted(f["aggregate_id"] for f in faits) == sorted(logements)
    assert {(f["type"], f["aggregate_seq"]) for f in faits} == {("LogementDisponible", 1)}
    assert all(f["payload"]["logement_id"] == f["aggregate_id"] for f in faits)


def test_huit_fils_sur_le_meme_logement_un_seul_reussit(baux: ServiceDeTest) -> None:
    (logement,) = des_logements(baux, 1)

    def declarer(_rang: int) -> bool:
        try:
            baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement, disponible_le="2026-08-01")
        except Exception:
            return False
        return True

    with ThreadPoolExecutor(8) as fils:
        assert sum(fils.map(declarer, range(8))) == 1
    assert len(baux.faits()) == 1


class BusFactice:
    """Un bus qui note ce qu'il reçoit, et joue `avant` au milieu de la publication."""

    def __init__(self, avant: Callable[[], object] = lambda: None) -> None:
        self.recus: list[int] = []
        self._avant = avant

    def publier(self, lignes: Sequence[Ligne]) -> list[int]:
        self._avant()
        self.recus += [ligne["position"] for ligne in lignes]
        return [ligne["position"] for ligne in lignes]

    def fermer(self) -> None: ...


def declarer_tout(baux: ServiceDeTest, nombre: int) -> None:
    for logement in des_logements(baux, nombre):
        baux.appeler("DeclarerLogementDisponible", GESTION, logement_id=logement, disponible_le="2026-08-01")


def test_un_seul_relais_publie_et_l_autre_attend(baux: ServiceDeTest) -> None:
    declarer_tout(baux, 3)
    un, deux = BusFactice(), BusFactice()
    premier = Relais(baux.noyau.moteur, un, detenteur="un")
    second = Relais(baux.noyau.moteur, deux, detenteur="deux")
    assert (premier.tour(), second.tour(), premier.tour()) == (3, 0, 0)
    assert un.recus == sorted(un.recus)
    assert deux.recus == []
    premier.rendre()
    declarer_tout(baux, 1)
    attendre(lambda: second.tour() == 1, delai=5, quoi="la reprise de la tenure rendue")


def test_un_relais_suspendu_au_dela_de_sa_tenure_ne_marque_plus_rien(baux: ServiceDeTest) -> None:
    declarer_tout(baux, 2)

    def un_autre_prend_la_main() -> None:
        with baux.noyau.moteur.begin() as c:
            c.execute(text("UPDATE tenure SET expire_le = now() - interval '1 second'"))
        assert Relais(baux.noyau.moteur, BusFactice(), detenteur="autre").tour() == 2

    relais = Relais(baux.noyau.moteur, BusFactice(un_autre_prend_la_main), detenteur="suspendu")
    with pytest.raises(TenurePerdue):
        relais.tour()
    assert all(f["attempts"] == 1 for f in baux.faits()), "seul le nouveau tenant a marqué les lignes"


def test_un_fait_non_confirme_repart_au_tour_suivant(baux: ServiceDeTest) -> None:
    declarer_tout(baux, 2)

    class Sourd(BusFactice):
        def publier(self, lignes: Sequence[Any]) -> list[int]:
            return [lignes[0]["position"]]

    assert Relais(baux.noyau.moteur, Sourd(), detenteur="un").tour() == 1
    suite = BusFactice()
    assert Relais(baux.noyau.moteur, suite, detenteur="un").tour() == 1
    assert len(suite.recus) == 1


def test_un_fait_survit_a_l_agregat_que_plus_personne_ne_tient(baux: ServiceDeTest) -> None:
    (logement,) = des_logements(baux, 1)
    contexte = Contexte(acteur={"sub": "essai", "titre": ""}, instant=datetime.now(UTC))

    def agir(uow: UniteDeTravail) -> None:
        declarer_logement_disponible(
            DeclarerLogementDisponible(logement_id=UUID(logement), disponible_le=date(2026, 8, 1), contingent=""),
            uow=uow,
        )
        uow.session.flush()
        gc.collect()

    baux.noyau.fabrique.executer(contexte, agir)
    assert [f["type"] for f in baux.faits()] == ["LogementDisponible"]
