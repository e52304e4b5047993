"""Plusieurs relais se partagent les partitions ; une minuterie sous tenure passe une fois par période."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from appui.attente import attendre
from appui.services import ServiceDeTest
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.bus import Ligne
from socle.technique.messagerie.minuteries import Minuteries
from socle.technique.messagerie.relais import Relais

PARTITIONS = 4


@pytest.fixture
def baux(service_de: Callable[..., ServiceDeTest]) -> ServiceDeTest:
    return service_de("baux")


class Temoin:
    """Un bus qui note les partitions qu'on lui fait publier."""

    def __init__(self) -> None:
        self.recus: list[str] = []

    def publier(self, lignes: Sequence[Ligne]) -> list[int]:
        self.recus += [ligne["aggregate_id"] for ligne in lignes]
        return [ligne["position"] for ligne in lignes]

    def fermer(self) -> None: ...


def des_faits(baux: ServiceDeTest) -> None:
    """Un fait par partition ; l'agrégat porte le nom de sa partition."""
    with baux.noyau.moteur.begin() as c:
        for partition in range(PARTITIONS):
            seq = c.execute(
                text("SELECT count(*) + 1 FROM outbox WHERE aggregate_id = :p"), {"p": str(partition)}
            ).scalar()
            c.execute(
                text(
                    """INSERT INTO outbox (partition, event_id, aggregate_type, aggregate_id, aggregate_seq, type,
                                           dataschema, payload, occurred_on, acteur)
                       VALUES (:p, :id, 'chose', CAST(:p AS text), :seq, 'X', 'urn:x:v1', '{}', now(), '{}')"""
                ),
                {"p": partition, "id": nouvel_id(), "seq": seq},
            )


def test_deux_relais_se_partagent_les_partitions_sans_jamais_publier_la_meme(baux: ServiceDeTest) -> None:
    des_faits(baux)
    un, deux = Temoin(), Temoin()
    premier = Relais(baux.noyau.moteur, un, partitions=PARTITIONS, detenteur="un")
    second = Relais(baux.noyau.moteur, deux, partitions=PARTITIONS, detenteur="deux")
    assert premier.tour() == PARTITIONS, "seul, il tient tout"

    def partage() -> bool:
        des_faits(baux)
        premier.tour()
        second.tour()
        with baux.noyau.moteur.connect() as c:
            tenues = c.execute(
                text("SELECT detenteur, count(*) FROM tenure WHERE expire_le > now() GROUP BY 1 ORDER BY 1")
            ).all()
        return [tuple(t) for t in tenues] == [("deux", 2), ("un", 2)]

    attendre(partage, delai=15, quoi="le partage des partitions")
    un.recus.clear()
    deux.recus.clear()
    des_faits(baux)
    premier.tour()
    second.tour()
    assert set(un.recus).isdisjoint(deux.recus)
    assert {*un.recus, *deux.recus} == {str(p) for p in range(PARTITIONS)}
    second.rendre()
    attendre(lambda: premier.tour() >= 0 and len(premier._tenues) == PARTITIONS, delai=15, quoi="la reprise de tout")


def test_un_fait_porte_la_partition_de_son_agregat(service_de: Callable[..., ServiceDeTest]) -> None:
    from zlib import crc32

    baux = service_de("baux")
    assert baux.noyau.fabrique.partitions == baux.noyau.adresses.partitions
    identifiant = str(nouvel_id())
    cle = baux.noyau.adresses.cle({"aggregate_id": identifiant, "aggregate_type": "bail", "type": "BailSigné"})
    assert cle.endswith(f".{crc32(identifiant.encode()) % baux.noyau.adresses.partitions}")


def test_une_minuterie_sous_tenure_passe_une_fois_par_periode_quel_que_soit_le_processus(baux: ServiceDeTest) -> None:
    moteur, heure = baux.noyau.moteur, timedelta(hours=1)
    un, deux = Minuteries(moteur, detenteur="un"), Minuteries(moteur, detenteur="deux")
    assert not un.due("relancer", heure), "sans tenure, rien"
    Relais(moteur, Temoin(), detenteur="un").tour()
    assert (un.due("relancer", heure), deux.due("relancer", heure)) == (True, False)
    assert un.due("relancer", heure), "interrompue avant d'être inscrite, elle recommence"
    un.inscrire("relancer")
    assert not un.due("relancer", heure)
    assert un.due("autre", heure)
    with moteur.begin() as c:
        c.execute(text("UPDATE tenure SET expire_le = now() - interval '1 s'"))
    Relais(moteur, Temoin(), detenteur="deux").tour()
    assert not deux.due("relancer", heure), "le nouveau détenteur ne rejoue pas l'heure déjà passée"
    with moteur.begin() as c:
        c.execute(text("UPDATE minuterie SET derniere_le = now() - interval '61 minutes'"))
    assert (un.due("relancer", heure), deux.due("relancer", heure)) == (False, True)
