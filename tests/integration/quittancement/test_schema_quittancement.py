"""La base migrée et les tables déclarées sont les mêmes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from quittancement.adapters import orm_banque, orm_caisse, orm_energie
from quittancement.adapters.orm_charges import metadata


def test_la_migration_et_les_tables_declarees_disent_la_meme_chose(base_de: Callable[[str], str]) -> None:
    def les_notres(objet: Any, nom: str | None, genre: str, _reflechi: bool, _autre: Any) -> bool:
        table = nom if genre == "table" else objet.table.name
        return table in metadata.tables

    assert {orm_energie.releves.name, orm_banque.entrees.name, orm_caisse.cheques.name} <= set(metadata.tables)
    moteur = create_engine(base_de("quittancement"))
    with moteur.connect() as connexion:
        options = {"include_object": les_notres, "compare_type": True, "compare_server_default": True}
        ecarts = compare_metadata(MigrationContext.configure(connexion, opts=options), metadata)
    moteur.dispose()
    assert ecarts == []


@pytest.mark.parametrize("oublie", ["net", "reste"])
def test_une_quittance_sans_ses_totaux_est_refusee(base_de: Callable[[str], str], oublie: str) -> None:
    totaux = {"net": "100", "reste": "100"}
    del totaux[oublie]
    (ecrit,) = totaux
    requete = f"""INSERT INTO quittance (id, bail_id, lot_id, mois, debut, fin, exigible_le, limite_paiement_le, lignes, numero,
                                         statut, {ecrit})
                  VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2026-06', '2026-06-01', '2026-06-30',
                          '2026-06-30', '2026-07-05', '[]', '', 'PROVISOIRE', 100)"""
    moteur = create_engine(base_de("quittancement"))
    with moteur.connect() as connexion, pytest.raises(IntegrityError, match=f'null value in column "{oublie}"'):
        connexion.execute(text(requete))
    moteur.dispose()
