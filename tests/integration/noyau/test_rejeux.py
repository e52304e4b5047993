"""Rejouer une plage pour une réaction ; lire la version précédente d'un événement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from appui.banc_noyau import Banc, un_message
from appui.services import ServiceDeTest
from socle.domaine.refus import DonneeInvalide
from socle.technique.evenements import EvenementRecu, Reception, SchemaInattendu
from socle.technique.identifiants import nouvel_id
from socle.technique.messagerie.consommation import Consommation
from socle.technique.messagerie.rejeux import ouvrir_rejeu, renvoyer
from socle.technique.messagerie.schema import archiver_outbox
from socle.technique.unite_de_travail import UniteDeTravail


@pytest.fixture
def service(service_de: Callable[..., ServiceDeTest]) -> ServiceDeTest:
    return service_de("baux")


class ChoseFaite(EvenementRecu, source="ailleurs", nom="ChoseFaite", agregat="chose"):
    numero: int


@dataclass(frozen=True)
class Relire:
    numero: int


def relire_la_chose(commande: Relire, *, uow: UniteDeTravail) -> None:
    """Une réaction ajoutée après coup : elle n'a vu aucun des faits passés."""
    uow.session.execute(text("INSERT INTO effet (reaction, numero) VALUES ('relire', :n)"), {"n": commande.numero})


def avec_une_reaction_de_plus(banc: Banc, service: ServiceDeTest) -> Reception:
    reception = Reception("essai")
    reception.quand(ChoseFaite, banc.noter_la_chose, en=lambda e: Relire(e.numero))
    reception.quand(ChoseFaite, relire_la_chose, en=lambda e: Relire(e.numero))
    banc.consommation = Consommation(banc.moteur, service.noyau.fabrique, reception, lambda: banc.maintenant)
    banc.consommation.preparer()
    return reception


def ouvrir(banc: Banc, reception: Reception, **change: Any) -> tuple[str, str]:
    plage = {"du": banc.maintenant - timedelta(hours=1), "au": banc.maintenant + timedelta(hours=1), **change}
    return ouvrir_rejeu(
        banc.moteur,
        reception,
        **{"reaction": "relire_la_chose", "agregat_id": "", "acteur": "moi", "maintenant": banc.maintenant, **plage},
    )


def test_un_rejeu_ne_donne_a_la_reaction_que_les_faits_qu_elle_n_a_jamais_vus(
    banc: Banc, service: ServiceDeTest
) -> None:
    chose = nouvel_id()
    messages = [un_message(n, agregat=chose) for n in (1, 2, 3)]
    banc.consommation.recevoir_lot(messages)
    reception = avec_une_reaction_de_plus(banc, service)
    assert banc.consommation.recevoir_lot(messages) == ["DOUBLON"] * 3
    assert banc.effets("relire") == [], "sans rejeu ouvert, un doublon reste un doublon"
    assert ouvrir(banc, reception) == ("ailleurs", "chose")
    for _ in range(2):
        banc.consommation.recevoir_lot(messages)
    assert banc.effets("relire") == [1, 2, 3], "dans l'ordre, et une fois malgré la seconde livraison"
    assert banc.effets() == [1, 2, 3], "l'autre réaction n'a rien rejoué"
    assert banc.lire("SELECT acte, cible FROM journal_noyau") == [("REJOUER_PLAGE", "relire_la_chose")]


def test_un_rejeu_eteint_ou_d_un_autre_agregat_ne_donne_plus_rien(banc: Banc, service: ServiceDeTest) -> None:
    chose, autre = nouvel_id(), nouvel_id()
    messages = [un_message(1, agregat=chose), un_message(2, sequence="1", agregat=autre)]
    banc.consommation.recevoir_lot(messages)
    reception = avec_une_reaction_de_plus(banc, service)
    ouvrir(banc, reception, agregat_id=str(autre))
    banc.consommation.recevoir_lot(messages)
    assert banc.effets("relire") == [2]
    banc.maintenant += timedelta(days=3)
    banc.consommation.recevoir_lot([un_message(3, sequence="1", agregat=autre)])
    assert banc.effets("relire") == [2]


@pytest.mark.parametrize(
    ("change", "code", "champ"),
    [
        ({"reaction": "inconnue"}, "REACTION_INCONNUE", "reaction"),
        ({"du": datetime.now(UTC) + timedelta(days=1), "au": datetime.now(UTC)}, "PLAGE_VIDE", "au"),
        ({"du": datetime.now(UTC) - timedelta(days=401)}, "PLAGE_TROP_ANCIENNE", "du"),
    ],
)
def test_un_rejeu_impossible_est_refuse(
    banc: Banc, service: ServiceDeTest, change: dict[str, Any], code: str, champ: str
) -> None:
    reception = avec_une_reaction_de_plus(banc, service)
    with pytest.raises(DonneeInvalide) as refus:
        ouvrir(banc, reception, **change)
    assert (refus.value.code, refus.value.champ) == (code, champ)
    assert banc.lire("SELECT count(*) FROM rejeu") == [(0,)]


def test_la_source_renvoie_sa_plage_archive_comprise(service: ServiceDeTest) -> None:
    moteur = service.noyau.moteur
    chose = str(nouvel_id())
    with moteur.begin() as c:
        for rang, age in enumerate((400, 40, 4), start=1):
            c.execute(
                text(
                    """INSERT INTO outbox (event_id, aggregate_type, aggregate_id, aggregate_seq, type, dataschema,
                                           payload, occurred_on, acteur, created_at, sent_at)
                       VALUES (:id, 'chose', :chose, :rang, 'ChoseFaite', 'urn:x:v1', '{}', now(), '{}',
                               now() - :age * interval '1 day', now() - :age * interval '1 day')"""
                ),
                {"id": nouvel_id(), "chose": chose, "rang": rang, "age": age},
            )
        assert archiver_outbox(c, avant=datetime.now(UTC) - timedelta(days=7)) == 2
        assert c.execute(text("SELECT count(*) FROM outbox_archive")).scalar() == 2
    maintenant = datetime.now(UTC)
    plage: dict[str, Any] = {
        "agregat": "chose",
        "du": maintenant - timedelta(days=50),
        "au": maintenant,
        "agregat_id": "",
        "acteur": "moi",
    }
    assert renvoyer(moteur, **plage, a_blanc=True) == 2
    assert renvoyer(moteur, **plage) == 2
    with moteur.connect() as c:
        assert c.execute(
            text("SELECT aggregate_seq FROM outbox WHERE sent_at IS NULL ORDER BY position")
        ).scalars().all() == [2, 3]
        assert c.execute(text("SELECT aggregate_seq FROM outbox_archive")).scalars().all() == [1]
    assert renvoyer(moteur, **{**plage, "agregat_id": str(nouvel_id())}) == 0


class ChoseVue(
    EvenementRecu,
    source="ailleurs",
    nom="ChoseFaite",
    agregat="chose",
    version=3,
    depuis={2: lambda d: {"numero": d["nombre"]}},
):
    numero: int


@pytest.mark.parametrize(
    ("version", "corps", "attendu"),
    [
        ("v3", {"numero": 7}, 7),
        ("v2", {"nombre": 7}, 7),
        ("v1", {"n": 7}, "VERSION_SANS_CONVERSION"),
        ("v4", {"numero": 7}, "VERSION_TROP_RECENTE"),
        ("vx", {"numero": 7}, "SCHEMA_INATTENDU"),
    ],
)
def test_un_consommateur_lit_les_versions_qu_il_sait_convertir(
    version: str, corps: dict[str, Any], attendu: int | str
) -> None:
    schema = f"urn:logis:ailleurs:chose_faite:{version}"
    if isinstance(attendu, int):
        assert ChoseVue.model_validate(ChoseVue.a_jour(schema, corps)).numero == attendu
    else:
        with pytest.raises(SchemaInattendu) as refus:
            ChoseVue.a_jour(schema, corps)
        assert refus.value.code == attendu


@pytest.fixture
def banc(service: ServiceDeTest) -> Banc:
    return Banc(service)
