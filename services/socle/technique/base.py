"""Accès PostgreSQL : moteur, types des colonnes, contrôle de la révision du schéma."""

from __future__ import annotations

import re
import time
from contextlib import AbstractContextManager
from enum import Enum
from pathlib import Path
from typing import Any

import sqlalchemy
from pydantic import TypeAdapter
from sqlalchemy import BigInteger, Column, Engine, Integer, Text, Uuid, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from socle.domaine.montant import Montant
from socle.technique.config import ConfigService

REPOS_S = 1.0
"""Secondes après lesquelles une connexion rendue est sondée avant de resservir."""


class SchemaPerime(SystemExit):
    """La base n'est pas à la révision de ce code ; il faut jouer `logis migrer`."""


class TypeMontant(TypeDecorator[Montant]):
    """Montant ↔ bigint de centimes."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Montant | None, dialect: Any) -> int | None:
        return None if value is None else value.centimes

    def process_result_value(self, value: int | None, dialect: Any) -> Montant | None:
        return None if value is None else Montant(value)


class TypeCode(TypeDecorator[Enum]):
    """Énumération ↔ son code en texte : on garde des codes, on montre des libellés."""

    impl = Text
    cache_ok = True

    def __init__(self, enumeration: type[Enum]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: Enum | str | None, dialect: Any) -> str | None:
        return str(value.value) if isinstance(value, Enum) else value

    def process_result_value(self, value: str | None, dialect: Any) -> Enum | None:
        return None if value is None else self.enumeration(value)


class TypeValeurs(TypeDecorator[Any]):
    """Objets-valeurs (dataclasses figées, listes, tables) ↔ jsonb, par leur type déclaré.

    La colonne se remplace, elle ne se modifie pas en place : `bail.annexes = [*bail.annexes, x]`.
    """

    impl = JSONB
    cache_ok = False

    def __init__(self, genre: Any) -> None:
        super().__init__(none_as_null=True)
        self._adaptateur: TypeAdapter[Any] = TypeAdapter(genre)

    @property
    def adaptateur(self) -> TypeAdapter[Any]:
        """Objet-valeur ↔ json, pour qui lit ou range cette colonne sans l'ORM."""
        return self._adaptateur

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self._adaptateur.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else self._adaptateur.validate_python(value)

    def copy(self, **kw: Any) -> TypeValeurs:
        copie = TypeValeurs.__new__(TypeValeurs)
        TypeDecorator.__init__(copie, none_as_null=True)
        copie._adaptateur = self._adaptateur
        return copie


def adaptateur(colonne: Column[Any]) -> TypeAdapter[Any]:
    """Représentation d'une colonne `TypeValeurs` : celle de l'ORM, pour le chemin de masse."""
    if not isinstance(colonne.type, TypeValeurs):
        raise TypeError(f"{colonne} ne garde pas d'objets-valeurs.")
    return colonne.type.adaptateur


def racine() -> list[Column[Any]]:
    """Colonnes de toute racine d'agrégat : identifiant, version (verrou optimiste), séquence des faits."""
    return [
        Column("id", Uuid, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("sequence", BigInteger, nullable=False),
    ]


def ouvrir_moteur(config: ConfigService) -> Engine:
    """Moteur SQLAlchemy du service ; tracé si `telemetrie.demarrer` a reçu un collecteur.

    L'appel passe par le module : c'est `sqlalchemy.create_engine` qu'OpenTelemetry remplace. Les erreurs ne citent pas
    leurs paramètres.
    """
    moteur = sqlalchemy.create_engine(
        config.database_url,
        pool_size=config.pool,
        max_overflow=config.pool,
        pool_use_lifo=True,
        hide_parameters=True,
        connect_args={"application_name": f"logis-{config.espace}"},
    )
    sonder_apres_repos(moteur)
    return moteur


def sonder_apres_repos(moteur: Engine) -> None:
    """Sonde une connexion qui sort du repos, et la remplace si elle est morte.

    Sonder à chaque emprunt coûte un aller-retour par lecture, autant que la lecture même. Une connexion coupée alors
    qu'elle servait il y a moins d'une seconde rend une erreur passagère, que l'appelant rejoue.
    """

    @event.listens_for(moteur, "checkin")
    def _rendre(_connexion: Any, fiche: Any) -> None:
        fiche.info["rendue"] = time.monotonic()

    @event.listens_for(moteur, "checkout")
    def _emprunter(connexion: Any, fiche: Any, _emprunt: Any) -> None:
        if time.monotonic() - fiche.info.get("rendue", time.monotonic()) < REPOS_S:
            return
        try:
            moteur.dialect.do_ping(connexion)
        except moteur.dialect.loaded_dbapi.Error as panne:
            raise DisconnectionError from panne


def moteur_de_lecture(moteur: Engine) -> Engine:
    """Moteur jumeau, en AUTOCOMMIT, qui se ferme avec l'autre ; il n'ouvre de connexion que si l'on s'en sert.

    Partager les connexions des écritures ferait changer leur mode à chaque emprunt et à chaque retour.
    """
    lecture = sqlalchemy.create_engine(
        moteur.url, pool=moteur.pool.recreate(), isolation_level="AUTOCOMMIT", hide_parameters=moteur.hide_parameters
    )
    event.listen(moteur, "engine_disposed", lambda _moteur: lecture.dispose())
    return lecture


class Sessions(sessionmaker[Session]):
    """Les sessions d'un service : `begin()` ouvre la transaction d'une écriture, un simple appel ouvre une lecture.

    Une lecture ne demande ni BEGIN ni ROLLBACK : chaque requête voit ce qui est validé quand elle commence, comme elle
    le verrait dans une transaction READ COMMITTED. Rien ne s'écrit par là.
    """

    def __init__(self, moteur: Engine) -> None:
        super().__init__(moteur, expire_on_commit=False)
        self.lecture = moteur_de_lecture(moteur)

    def __call__(self, **options: Any) -> Session:
        return super().__call__(bind=self.lecture, **options)

    def begin(self) -> AbstractContextManager[Session]:
        session = super().__call__()
        return session._maker_context_manager()


_IDENTIFIANT = re.compile(r'^(revision|down_revision)\s*=\s*(?:"([^"]+)"|None)', re.MULTILINE)


def derniere_revision(migrations: Path) -> str:
    """Révision que ce code attend : la seule dont aucune autre ne descend. Lève ValueError s'il y en a plusieurs, ou aucune.

    Lue dans les fichiers, sans charger Alembic : un processus de service n'a que cela à lui demander, et y gagne dix
    mégaoctets. Un test vérifie que les deux lectures concordent.
    """
    toutes: set[str] = set()
    suivies: set[str] = set()
    for fichier in (migrations / "versions").glob("*.py"):
        lus = dict(_IDENTIFIANT.findall(fichier.read_text(encoding="utf-8")))
        toutes.add(lus["revision"])
        suivies.add(lus.get("down_revision", ""))
    (tete,) = toutes - suivies
    return tete


def verifier_revision(moteur: Engine, migrations: Path) -> None:
    """Refuse de démarrer (SchemaPerime) si la base n'est pas exactement à la révision que ce code attend."""
    attendue = derniere_revision(migrations)
    with moteur.connect() as connexion:
        migree = connexion.execute(sqlalchemy.text("SELECT to_regclass('alembic_version')")).scalar() is not None
        lire = sqlalchemy.text("SELECT version_num FROM alembic_version")
        presente = connexion.execute(lire).scalar() if migree else None
    if presente != attendue:
        raise SchemaPerime(
            f"La base est à la révision {presente or 'vide'}, ce code attend {attendue} : lancez « logis migrer »."
        )
