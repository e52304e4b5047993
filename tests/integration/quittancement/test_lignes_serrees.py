"""Les lignes d'une quittance d'avant les modèles se relisent, après migration, telles qu'elles se disaient."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
from alembic import command
from sqlalchemy import create_engine, select

import quittancement
from quittancement.adapters.orm import quittances
from socle.domaine.explication import Explication
from socle.technique.migrations import config_alembic, migrer

MIGRATIONS = Path(str(quittancement.__file__)).parent / "migrations"
AVANT = "quittancement_caisse_1"
UN = "00000000-0000-0000-0000-000000000001"
BAIL = {
    "loyer_principal": {"centimes": 40000},
    "provision_charges": {"centimes": 0},
    "mode_prorata": "TRENTIEME",
    "terme": "ECHU",
    "zone": "2",
    "date_effet": "2025-01-01",
}
LOYER = {
    "code": "LOY",
    "libelle": "Loyer principal",
    "montant": {"centimes": 40000},
    "du": {"centimes": 35694},
    "nature": "LOYER",
    "depense": True,
    "compte": "7043",
    "explication": {
        "regle": "montant_mensuel",
        "article": "CCH art. L353-9-3",
        "date": "2026-06-01",
        "entrees": {"mensuel": "400,00 €", "jours": "30"},
        "resultat": "400,00\u00a0€",
        "certitude": "verifie",
    },
    "paye": {"centimes": 100},
    "mois_origine": "",
    "controle": None,
}
RLS = {
    **LOYER,
    "code": "RLS",
    "libelle": "Réduction de loyer de solidarité",
    "montant": {"centimes": -4306},
    "du": {"centimes": 0},
    "paye": {"centimes": 0},
    "explication": {
        **LOYER["explication"],
        "regle": "rls_transmise_par_la_caf",
        "entrees": {},
        "resultat": "−43,06\u00a0€",
    },  # type: ignore[dict-item]
    "controle": {"reponse": "OUI", "explication": LOYER["explication"], "manquants": []},
}


def test_une_quittance_d_avant_les_modeles_dit_toujours_la_meme_chose(base_de: Callable[[str], str]) -> None:
    url = base_de("quittancement")
    _revenir_avant(url)
    with psycopg.connect(url.replace("+psycopg", "")) as base:
        for rang, lignes in ((1, [LOYER, RLS]), (2, [LOYER]), (3, [])):
            _une_quittance(base, rang, lignes)
    migrer(MIGRATIONS, url)
    moteur = create_engine(url)
    with moteur.connect() as connexion:
        relues = connexion.execute(select(quittances.c.lignes).order_by(quittances.c.numero)).scalars().all()
        modeles = connexion.exec_driver_sql("SELECT count(*) FROM modele_ligne").scalar_one()
    moteur.dispose()
    assert ([len(lignes) for lignes in relues], modeles) == ([2, 1, 0], 2)
    loyer, rls = relues[0]
    assert relues[1] == [loyer]
    assert (loyer.libelle, loyer.compte, loyer.du.centimes, loyer.paye.centimes) == (
        "Loyer principal",
        "7043",
        35694,
        100,
    )
    assert loyer.explication == Explication(
        regle="montant_mensuel",
        article="CCH art. L353-9-3",
        date=date(2026, 6, 1),
        entrees={"mensuel": "400,00 €", "jours": "30"},
        resultat="400,00\u00a0€",
        certitude="verifie",
    )
    assert rls.controle is not None
    assert rls.controle.explication == loyer.explication
    assert (rls.montant.centimes, rls.explication.resultat, rls.explication.entrees) == (-4306, "−43,06\u00a0€", {})


def _revenir_avant(url: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as base:
        base.execute("DROP SCHEMA public CASCADE")
        base.execute("CREATE SCHEMA public")
        for extension in ("pg_trgm", "unaccent", "btree_gist"):
            base.execute(f"CREATE EXTENSION {extension}")  # type: ignore[arg-type]
    command.upgrade(config_alembic(MIGRATIONS, url), AVANT)


def _une_quittance(base: psycopg.Connection, rang: int, lignes: list[object]) -> None:
    base.execute(
        """INSERT INTO compte (id, version, sequence, reference, bail, statut, droits, termes_impayes)
           VALUES (%s, 1, 0, 'B-1', %s, 'ACTIF', '[]', '[]') ON CONFLICT DO NOTHING""",
        (UN, json.dumps(BAIL)),
    )
    net = sum(ligne["montant"]["centimes"] for ligne in lignes)  # type: ignore[index]
    base.execute(
        """INSERT INTO quittance (id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero,
                                  statut, net, reste)
           VALUES (gen_random_uuid(), %s, %s, %s, '2026-06-01', '2026-06-30', '2026-06-30', '2026-07-05', %s, %s,
                   'VALIDEE', %s, %s)""",
        (UN, UN, f"2026-{rang:02d}", json.dumps(lignes), f"Q-{rang}", net, net),
    )
