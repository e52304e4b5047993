"""Les connexions d'un service : une lecture sans transaction, une écriture avec, une connexion morte remplacée."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import BigInteger, Engine, bindparam, create_engine, text
from sqlalchemy.exc import OperationalError

from socle.domaine.montant import Montant
from socle.technique import base
from socle.technique.base import Sessions, TypeMontant, sonder_apres_repos
from socle.technique.lecture import PANNES, LecturePreparee

MONTANT = LecturePreparee(
    text("SELECT :centimes AS somme").bindparams(bindparam("centimes", type_=BigInteger)).columns(somme=TypeMontant)
)


@pytest.fixture
def moteur(base_de: Callable[[str], str]) -> Iterator[Engine]:
    """Une seule connexion, celle que chaque emprunt reprend."""
    moteur = create_engine(base_de("gateway"), pool_size=1, max_overflow=0)
    sonder_apres_repos(moteur)
    with moteur.begin() as connexion:
        connexion.execute(text("CREATE TABLE essai (n int)"))
    yield moteur
    moteur.dispose()


def tuer(moteur: Engine) -> None:
    """Coupe, depuis une autre connexion, celle que le moteur garde."""
    with moteur.connect() as connexion:
        pid = connexion.execute(text("SELECT pg_backend_pid()")).scalar_one()
    autre = create_engine(moteur.url)
    with autre.connect() as connexion:
        connexion.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
    autre.dispose()


def ecrire_puis_echouer(sessions: Sessions) -> None:
    with sessions.begin() as session:
        session.execute(text("INSERT INTO essai VALUES (1)"))
        raise ZeroDivisionError


def test_une_lecture_n_ouvre_pas_de_transaction(moteur: Engine) -> None:
    with Sessions(moteur)() as session:
        session.execute(text("SELECT 1"))
        etat = session.connection().connection.driver_connection.info.transaction_status  # type: ignore[union-attr]
    assert etat == TransactionStatus.IDLE


def test_une_ecriture_est_une_transaction_meme_apres_une_lecture_sur_la_meme_connexion(moteur: Engine) -> None:
    sessions = Sessions(moteur)
    with sessions() as session:
        session.execute(text("SELECT 1"))
    with pytest.raises(ZeroDivisionError):
        ecrire_puis_echouer(sessions)
    with sessions.begin() as session:
        session.execute(text("INSERT INTO essai VALUES (2)"))
    with sessions() as session:
        assert session.execute(text("SELECT n FROM essai")).scalars().all() == [2]


def test_une_connexion_morte_pendant_son_repos_est_remplacee(moteur: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    tuer(moteur)
    monkeypatch.setattr(base, "REPOS_S", 0.0)
    with moteur.connect() as connexion:
        assert connexion.execute(text("SELECT 1")).scalar_one() == 1


def test_une_connexion_coupee_en_plein_service_rend_une_erreur_puis_guerit(
    moteur: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "REPOS_S", 3600.0)
    tuer(moteur)
    with pytest.raises(OperationalError), moteur.connect() as connexion:
        connexion.execute(text("SELECT 1"))
    with moteur.connect() as connexion:
        assert connexion.execute(text("SELECT 1")).scalar_one() == 1


def test_une_lecture_preparee_rend_des_lignes_nommees_et_typees(moteur: Engine) -> None:
    sessions = Sessions(moteur)
    (ligne,) = MONTANT.jouer(sessions.lecture, centimes=1234)
    assert ligne.somme == Montant(1234)


def test_une_lecture_preparee_rend_une_erreur_puis_guerit_d_une_connexion_coupee(
    moteur: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    lecture = Sessions(moteur).lecture
    monkeypatch.setattr(base, "REPOS_S", 3600.0)
    tuer(lecture)
    with pytest.raises(PANNES):
        MONTANT.jouer(lecture, centimes=1)
    assert len(MONTANT.jouer(lecture, centimes=1)) == 1


def test_le_reservoir_des_lectures_se_ferme_avec_celui_des_ecritures(moteur: Engine) -> None:
    lecture = Sessions(moteur).lecture
    MONTANT.jouer(lecture, centimes=1)
    pid = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    moteur.dispose()
    with moteur.connect() as connexion:
        assert connexion.execute(text(pid)).scalar_one() == 0
