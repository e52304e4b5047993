"""Une base et un rôle par service, sur tout PostgreSQL de 15 à 18 dont on a une adresse d'administration.

La base et le rôle portent le même nom, `logis_<espace>_<service>` ; le rôle possède sa base et n'entre dans aucune autre.
L'administrateur est un superutilisateur ou un rôle CREATEDB et CREATEROLE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy.engine import URL

from console.local.erreurs import DestructionRefusee, NomRefuse
from console.local.espace import Espace

_SERVICE = re.compile(r"[a-z][a-z0-9]{0,23}")  # sans souligné : la base d'un espace n'est jamais celle d'un autre
_DESTRUCTIBLES = ("logis_demo_", "logis_test")
_EXTENSIONS: tuple[LiteralString, ...] = ("pg_trgm", "unaccent", "btree_gist")


def nom_de_base(espace: Espace, service: str) -> str:
    """Nom de la base et du rôle du service ; `NomRefuse` si le service est mal formé."""
    if not _SERVICE.fullmatch(service):
        raise NomRefuse(
            f"Nom de service refusé : « {service} ». Il faut une lettre minuscule, puis au plus 23 minuscules ou chiffres."
        )
    return f"logis_{espace.nom.replace('-', '_')}_{service}"


def url_de_base(espace: Espace, service: str, *, url_admin: str) -> str:
    """L'adresse SQLAlchemy du service, mot de passe compris (engendré s'il n'existe pas encore)."""
    nom = nom_de_base(espace, service)
    serveur = conninfo_to_dict(_libpq(url_admin))
    hote = str(serveur.get("host") or "")
    options = {cle: str(valeur) for cle, valeur in serveur.items() if cle.startswith("ssl") and valeur is not None}
    if hote.startswith("/"):
        options["host"] = hote
    url = URL.create(
        "postgresql+psycopg",
        username=nom,
        password=espace.secret(nom),
        host=None if hote.startswith("/") else hote or "localhost",
        port=int(serveur.get("port") or 5432),
        database=nom,
        query=options,
    )
    return url.render_as_string(hide_password=False)


def preparer_base(espace: Espace, service: str, *, url_admin: str) -> str:
    """Crée le rôle, la base et ses extensions s'ils manquent ; rend l'adresse SQLAlchemy. Idempotent et sûr à plusieurs."""
    nom = nom_de_base(espace, service)
    with _administration(url_admin, verrou=nom) as admin:
        _creer_role(admin, nom, mot_de_passe=espace.secret(nom))
        if not _existe(admin, "SELECT 1 FROM pg_database WHERE datname = %s", nom):
            admin.execute(
                SQL("CREATE DATABASE {0} OWNER {0} TEMPLATE template0 ENCODING 'UTF8'").format(Identifier(nom))
            )
        admin.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(Identifier(nom)))
        with psycopg.connect(make_conninfo(_libpq(url_admin), dbname=nom), autocommit=True) as base:
            for extension in _EXTENSIONS:
                base.execute(SQL("CREATE EXTENSION IF NOT EXISTS {}").format(Identifier(extension)))
    return url_de_base(espace, service, url_admin=url_admin)


def supprimer_base(espace: Espace, service: str, *, url_admin: str) -> None:
    """Supprime base et rôle, connexions coupées ; `DestructionRefusee` si le nom n'est pas de démonstration ou de test."""
    nom = nom_de_base(espace, service)
    _permettre_destruction(nom)
    with _administration(url_admin, verrou=nom) as admin:
        admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(nom)))
        admin.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(nom)))


def recreer_base(espace: Espace, service: str, *, url_admin: str) -> str:
    """Base vide ; `DestructionRefusee` si le nom n'est pas de démonstration ou de test, même si elle n'existe pas."""
    supprimer_base(espace, service, url_admin=url_admin)
    return preparer_base(espace, service, url_admin=url_admin)


def _permettre_destruction(nom: str) -> None:
    if not nom.startswith(_DESTRUCTIBLES):
        raise DestructionRefusee(
            f"La base « {nom} » ne se supprime pas : seules celles dont le nom commence par {' ou '.join(_DESTRUCTIBLES)} le peuvent."
        )


def _libpq(url: str) -> str:
    """Accepte aussi l'écriture de SQLAlchemy (`postgresql+psycopg://`)."""
    return re.sub(r"^postgresql\+\w+://", "postgresql://", url)


@contextmanager
def _administration(url_admin: str, *, verrou: str) -> Iterator[Connection]:
    """Une connexion d'administration qui exclut les autres commandes sur le même nom (CREATE DATABASE refuse les transactions)."""
    with psycopg.connect(_libpq(url_admin), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [verrou])
        yield admin


def _existe(admin: Connection, question: LiteralString, *valeurs: str) -> bool:
    return admin.execute(question, valeurs).fetchone() is not None


def _creer_role(admin: Connection, nom: str, *, mot_de_passe: str) -> None:
    """Le mot de passe part déjà haché : il n'est ni sur le fil ni dans le journal du serveur."""
    hache = admin.pgconn.encrypt_password(mot_de_passe.encode(), nom.encode(), b"scram-sha-256").decode()
    verbe = SQL("ALTER") if _existe(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", nom) else SQL("CREATE")
    admin.execute(SQL("{} ROLE {} LOGIN PASSWORD {}").format(verbe, Identifier(nom), Literal(hache)))
    if not _existe(admin, "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper"):
        admin.execute(SQL("GRANT {} TO CURRENT_USER").format(Identifier(nom)))  # pour lui donner une base
