"""L'entretien que le travailleur fait de lui-même."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from appui.attente import attendre
from appui.cles import Cles
from appui.travailleurs import un_travailleur


def test_le_travailleur_purge_les_vieilles_requetes(
    base_de: Callable[[str], str], cles: Cles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGIS_JWKS_EXTERNE", str(cles.jwks))
    monkeypatch.setenv("LOGIS_EMETTEUR_EXTERNE", "essai")
    url = base_de("gateway")
    moteur = create_engine(url)
    with moteur.begin() as connexion:
        for nom, jours in (("vieille", 31), ("recente", 29)):
            connexion.execute(
                text(
                    """INSERT INTO requete (appelant, rpc, request_id, empreinte, reponse, cree_le)
                       VALUES ('agent', 'x', :nom, '', '', now() - :jours * interval '1 day')"""
                ),
                {"nom": nom, "jours": jours},
            )

    def restes() -> list[str]:
        with moteur.connect() as connexion:
            return list(connexion.execute(text("SELECT request_id FROM requete")).scalars())

    with un_travailleur(
        ["gateway"],
        urls={"gateway": url},
        amqp_url="memory://",
        prefixe="",
        jwks=cles.jwks,
        journal=tmp_path / "gateway.log",
    ):
        attendre(lambda: restes() == ["recente"], delai=60, quoi="la purge du jour")
    moteur.dispose()
