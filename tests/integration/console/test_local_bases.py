"""Une base et un rôle par service : cloisonnés, idempotents, et détruits seulement s'ils sont de démonstration ou de test."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from console.local.bases import nom_de_base, preparer_base, recreer_base, supprimer_base, url_de_base
from console.local.erreurs import DestructionRefusee, NomRefuse
from console.local.espace import Espace
from console.local.postgres import PostgresLocal


@pytest.fixture(scope="module")
def serveur(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresLocal]:
    lance = PostgresLocal(Espace("test-bases", racine=tmp_path_factory.mktemp("bases")), rapide=True)
    lance.demarrer()
    yield lance
    lance.detruire()


@pytest.fixture
def espace(serveur: PostgresLocal) -> Espace:
    return serveur.espace


@pytest.fixture
def admin(serveur: PostgresLocal) -> str:
    return serveur.url_admin


def ouvrir(url: str, **change: str) -> psycopg.Connection:
    libpq = make_url(url).set(drivername="postgresql", **change)  # type: ignore[arg-type]
    return psycopg.connect(libpq.render_as_string(hide_password=False), autocommit=True)


def demander(url: str, question: str) -> object:
    with ouvrir(url) as connexion:
        ligne = connexion.execute(question.encode()).fetchone()
        return ligne[0] if ligne else None


def test_le_nom_suit_l_espace_et_le_service(tmp_path: Path) -> None:
    assert nom_de_base(Espace("test-un-deux", racine=tmp_path), "baux") == "logis_test_un_deux_baux"


@pytest.mark.parametrize("service", ["", "Baux", "a_b", "a-b", 'baux"; DROP', "a" * 25])
def test_un_nom_de_service_mal_forme_est_refuse(service: str, espace: Espace) -> None:
    with pytest.raises(NomRefuse, match="Nom de service refusé"):
        nom_de_base(espace, service)


def test_le_service_possede_sa_base_et_ses_extensions(espace: Espace, admin: str) -> None:
    url = preparer_base(espace, "quittancement", url_admin=admin)
    assert url.startswith("postgresql+psycopg://logis_test_bases_quittancement:")
    moteur = create_engine(url)
    with moteur.begin() as connexion:
        connexion.execute(text("CREATE TABLE compte (id int)"))
        extensions = set(connexion.execute(text("SELECT extname FROM pg_extension")).scalars())
        proprietaire = connexion.execute(
            text("SELECT extowner::regrole::text FROM pg_extension WHERE extname = 'pg_trgm'")
        )
        assert proprietaire.scalar_one() == "postgres"
    moteur.dispose()
    assert {"pg_trgm", "unaccent", "btree_gist"} <= extensions
    assert (
        demander(url, "SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        is False
    )


def test_preparer_deux_fois_garde_les_donnees_et_l_adresse(espace: Espace, admin: str) -> None:
    url = preparer_base(espace, "proximite", url_admin=admin)
    with ouvrir(url) as connexion:
        connexion.execute("CREATE TABLE site AS SELECT 7 AS numero")
    assert preparer_base(espace, "proximite", url_admin=admin) == url
    assert url_de_base(espace, "proximite", url_admin=admin) == url
    assert demander(url, "SELECT numero FROM site") == 7


def test_six_commandes_peuvent_preparer_la_meme_base_ensemble(espace: Espace, admin: str) -> None:
    depart, urls = threading.Barrier(6), []

    def preparer() -> None:
        depart.wait()
        urls.append(preparer_base(espace, "recouvrement", url_admin=admin))

    fils = [threading.Thread(target=preparer) for _ in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(urls) == 6
    assert len(set(urls)) == 1


@pytest.mark.parametrize("base", ["logis_test_bases_social", "postgres", "template1"])
def test_un_service_n_entre_pas_dans_une_autre_base(base: str, espace: Espace, admin: str) -> None:
    preparer_base(espace, "social", url_admin=admin)
    url = preparer_base(espace, "baux", url_admin=admin)
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        ouvrir(url, database=base)


def test_le_mot_de_passe_d_un_service_n_ouvre_pas_le_role_d_un_autre(espace: Espace, admin: str) -> None:
    preparer_base(espace, "social", url_admin=admin)
    url = preparer_base(espace, "baux", url_admin=admin)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ouvrir(url, database="logis_test_bases_social", username="logis_test_bases_social")


def test_un_secret_perdu_est_remplace_a_la_preparation_suivante(espace: Espace, admin: str) -> None:
    ancienne = preparer_base(espace, "demandes", url_admin=admin)
    (espace.secrets / nom_de_base(espace, "demandes")).unlink()
    assert demander(preparer_base(espace, "demandes", url_admin=admin), "SELECT 1") == 1
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        ouvrir(ancienne)


def test_le_mot_de_passe_d_un_service_ne_passe_pas_en_clair_dans_le_journal(serveur: PostgresLocal) -> None:
    with ouvrir(serveur.url_admin) as connexion:
        connexion.execute("ALTER SYSTEM SET log_statement = 'all'")
        connexion.execute("SELECT pg_reload_conf()")
    preparer_base(serveur.espace, "journal", url_admin=serveur.url_admin)
    with ouvrir(serveur.url_admin) as connexion:
        connexion.execute("ALTER SYSTEM RESET log_statement")
        connexion.execute("SELECT pg_reload_conf()")
    journal = serveur.journal.read_text(encoding="utf-8")
    assert 'CREATE ROLE "logis_test_bases_journal"' in journal
    assert serveur.espace.secret("logis_test_bases_journal") not in journal


def test_recreer_rend_une_base_vide_meme_si_quelqu_un_y_est_connecte(espace: Espace, admin: str) -> None:
    url = preparer_base(espace, "gateway", url_admin=admin)
    occupant = ouvrir(url)
    occupant.execute("CREATE TABLE ancienne ()")
    neuve = recreer_base(espace, "gateway", url_admin=admin)
    assert demander(neuve, "SELECT to_regclass('ancienne')") is None
    occupant.close()


def test_supprimer_emporte_la_base_et_le_role(espace: Espace, admin: str) -> None:
    preparer_base(espace, "ephemere", url_admin=admin)
    supprimer_base(espace, "ephemere", url_admin=admin)
    supprimer_base(espace, "ephemere", url_admin=admin)  # déjà partie : rien à faire
    assert demander(admin, "SELECT count(*) FROM pg_database WHERE datname = 'logis_test_bases_ephemere'") == 0
    assert demander(admin, "SELECT count(*) FROM pg_roles WHERE rolname = 'logis_test_bases_ephemere'") == 0


@pytest.mark.parametrize("nom", ["dev", "prod", "demolition", "pre-test", "d"])
def test_une_base_qui_n_est_ni_demo_ni_test_ne_se_detruit_pas(nom: str, admin: str, tmp_path: Path) -> None:
    precieux = Espace(nom, racine=tmp_path)
    url = preparer_base(precieux, "baux", url_admin=admin)
    with ouvrir(url) as connexion:
        connexion.execute("CREATE TABLE bail AS SELECT 1 AS numero")
    for detruire in (supprimer_base, recreer_base):
        with pytest.raises(
            DestructionRefusee, match=re.escape(f"« {nom_de_base(precieux, 'baux')} » ne se supprime pas")
        ):
            detruire(precieux, "baux", url_admin=admin)
    assert demander(url, "SELECT numero FROM bail") == 1


def test_un_administrateur_sans_superpouvoirs_suffit(admin: str, tmp_path: Path) -> None:
    with ouvrir(admin) as connexion:
        connexion.execute("CREATE ROLE hebergeur LOGIN CREATEDB CREATEROLE PASSWORD 'hebergeur'")
        connexion.execute("GRANT CONNECT ON DATABASE postgres TO hebergeur")
    modeste = make_url(admin).set(username="hebergeur", password="hebergeur").render_as_string(hide_password=False)
    espace = Espace("test-heberge", racine=tmp_path)
    assert preparer_base(espace, "baux", url_admin=modeste) == preparer_base(espace, "baux", url_admin=modeste)
    url = recreer_base(espace, "baux", url_admin=modeste)
    assert (
        demander(url, "SELECT count(*) FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent', 'btree_gist')") == 3
    )


def test_l_adresse_garde_le_serveur_et_les_options_ssl_de_l_administration(tmp_path: Path) -> None:
    espace = Espace("dev", racine=tmp_path)
    url = make_url(
        url_de_base(espace, "baux", url_admin="postgresql+psycopg://a:b@base.exemple:6000/x?sslmode=require")
    )
    assert (url.host, url.port, url.database, url.username) == (
        "base.exemple",
        6000,
        "logis_dev_baux",
        "logis_dev_baux",
    )
    assert dict(url.query) == {"sslmode": "require"}


def test_l_adresse_peut_etre_une_socket_unix(tmp_path: Path) -> None:
    url = make_url(url_de_base(Espace("dev", racine=tmp_path), "baux", url_admin="postgresql:///postgres?host=/run/pg"))
    assert (url.host, dict(url.query)) == (None, {"host": "/run/pg"})
