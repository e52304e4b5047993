"""Le relevé et ses témoins, sur de vraies bases que l'on trafique : un effet en trop, un de moins, un à l'envers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest
from sqlalchemy.engine import make_url

from appui.echanges import reception
from console.chaos.registre import Bilan, comparer
from console.chaos.releve import en_route, relever
from console.chaos.temoins import EFFETS, poser
from socle.technique.identifiants import nouvel_id

SIGNE = "quand_bail_signe_ouvrir_le_compte"
ACTIVE = "quand_bail_active_activer_le_compte"


@dataclass
class Monde:
    """Un bail signé puis activé chez les baux ; son compte ouvert puis activé au quittancement."""

    baux: psycopg.Connection
    quittancement: psycopg.Connection
    urls: dict[str, str]
    bail: UUID
    signe: UUID
    active: UUID

    def compter(self) -> Bilan:
        return comparer(relever(self.urls))

    def publier(self, event_id: UUID, sequence: int, type_: str) -> None:
        """Un fait des baux, traité par toutes les réactions du quittancement sauf les deux que les essais inscrivent."""
        for autre in reception("quittancement").pour("baux", type_):
            if autre.nom not in (SIGNE, ACTIVE):
                self.inscrire(event_id, autre.nom)
        self.baux.execute(
            """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema, payload,
                                   occurred_on, acteur, sent_at)
               VALUES (%s, 'bail', %s, %s, %s, 'urn:x', %s, now(), '{}', now())""",
            [event_id, str(self.bail), sequence, type_, json.dumps({"bail_id": str(self.bail)})],
        )

    def inscrire(self, event_id: UUID, reaction: str) -> None:
        self.quittancement.execute("INSERT INTO reaction (nom) VALUES (%s) ON CONFLICT DO NOTHING", [reaction])
        self.quittancement.execute(
            "INSERT INTO inbox SELECT %s, id, '2026-11-01' FROM reaction WHERE nom = %s", [event_id, reaction]
        )

    def ouvrir_compte(self, bail: UUID) -> None:
        self.quittancement.execute(
            "INSERT INTO chaos_temoignage (nom, operation, cle, detail) VALUES ('compte', 'INSERT', %s, '')",
            [str(bail)],
        )


@pytest.fixture
def monde(base_de: Callable[[str], str]) -> Iterator[Monde]:
    urls = {
        service: make_url(base_de(service)).set(drivername="postgresql").render_as_string(hide_password=False)
        for service in ("baux", "quittancement")
    }
    with (
        psycopg.connect(urls["baux"], autocommit=True) as baux,
        psycopg.connect(urls["quittancement"], autocommit=True) as quittancement,
    ):
        poser(baux, "baux")
        poser(quittancement, "quittancement")
        monde = Monde(baux, quittancement, urls, nouvel_id(), nouvel_id(), nouvel_id())
        monde.publier(monde.signe, 1, "BailSigné")
        monde.publier(monde.active, 2, "BailActivé")
        monde.ouvrir_compte(monde.bail)
        yield monde


def comptes(bilan: Bilan) -> tuple[int, int, int, int]:
    return len(bilan.perdus), len(bilan.doubles), len(bilan.inversions), len(bilan.bloques)


def test_un_monde_juste(monde: Monde) -> None:
    monde.inscrire(monde.signe, SIGNE)
    monde.inscrire(monde.active, ACTIVE)
    bilan = monde.compter()
    assert comptes(bilan) == (0, 0, 0, 0), bilan
    reactions = sum(len(reception("quittancement").pour("baux", type_)) for type_ in ("BailSigné", "BailActivé"))
    assert (bilan.faits, bilan.effets) == (2, reactions + 1), "chaque réaction, et le compte ouvert"


def test_un_effet_en_trop(monde: Monde) -> None:
    """L'inbox a été vidée puis remplie de nouveau : sa clé n'en montre qu'un, le témoin en a vu deux."""
    monde.inscrire(monde.signe, SIGNE)
    monde.inscrire(monde.active, ACTIVE)
    monde.quittancement.execute("DELETE FROM inbox WHERE event_id = %s", [monde.active])
    monde.inscrire(monde.active, ACTIVE)
    assert comptes(monde.compter()) == (0, 1, 0, 0)


def test_un_effet_du_domaine_en_trop(monde: Monde) -> None:
    monde.inscrire(monde.signe, SIGNE)
    monde.inscrire(monde.active, ACTIVE)
    monde.ouvrir_compte(monde.bail)
    assert comptes(monde.compter()) == (0, 1, 0, 0)


def test_un_fait_manquant(monde: Monde) -> None:
    monde.inscrire(monde.signe, SIGNE)
    assert comptes(monde.compter()) == (1, 0, 0, 0)


def test_une_inversion(monde: Monde) -> None:
    troisieme = nouvel_id()
    monde.publier(troisieme, 3, "BailActivé")
    monde.inscrire(monde.signe, SIGNE)
    monde.inscrire(troisieme, ACTIVE)
    monde.inscrire(monde.active, ACTIVE)
    assert comptes(monde.compter()) == (0, 0, 1, 0)


def test_un_fait_non_envoye_est_en_route_et_bloque(monde: Monde) -> None:
    monde.inscrire(monde.signe, SIGNE)
    monde.inscrire(monde.active, ACTIVE)
    assert en_route(monde.urls) == 0
    monde.baux.execute("UPDATE outbox SET sent_at = NULL WHERE event_id = %s", [monde.active])
    assert en_route(monde.urls) == 1
    assert comptes(monde.compter()) == (0, 0, 0, 1)


@pytest.mark.parametrize("service", sorted({effet.consommateur for effet in EFFETS}))
def test_les_temoins_se_posent_sur_les_tables_du_jour(service: str, base_de: Callable[[str], str]) -> None:
    """Une table d'effet renommée doit se voir ici, pas au milieu d'une course."""
    url = make_url(base_de(service)).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as base:
        poser(base, service)
        poses = {
            nom
            for (nom,) in base.execute(
                "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE tgname LIKE 'chaos_%'"
            )
        }
    assert {effet.table for effet in EFFETS if effet.consommateur == service} <= poses
