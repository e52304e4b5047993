"""Le banc : un RabbitMQ et un PostgreSQL à lui, qu'il peut tuer, la suite en vrais processus, et le témoin."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import yaml
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from console.chaos.gardien import Gardien, Gardiens
from console.chaos.mandataire import Mandataire
from console.chaos.temoin import composition as temoin
from console.environnement import Environnement, composer, migrer_tout, urls_des_bases
from console.local.bases import recreer_base
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.local.rabbitmq import NoeudRabbitMQ
from console.services import DOMAINES, TOPOLOGIE, TOUS, migrations
from socle.technique.migrations import migrer

GRPC = "grpc"
"""Nom du processus qui héberge les six serveurs gRPC."""


@dataclass(frozen=True, kw_only=True)
class Banc:
    """Ce que la charge, les fautes et le registre tiennent en main."""

    espace: Espace
    postgres: PostgresLocal
    courtier: NoeudRabbitMQ
    mandataire: Mandataire
    gardiens: Gardiens
    environnement: Environnement
    urls: Mapping[str, str]
    """Bases des services et du témoin, en libpq."""

    @property
    def adresses(self) -> dict[str, str]:
        paires = self.environnement.variables["LOGIS_ADRESSES_GRPC"].split(",")
        return dict(paire.split("=", 1) for paire in paires)

    def base(self, service: str) -> psycopg.Connection:
        """Connexion neuve, en validation automatique, à la base d'un service. Lève psycopg.OperationalError."""
        return psycopg.connect(self.urls[service], autocommit=True, connect_timeout=5)

    def travailleur(self, service: str) -> Gardien:
        return self.gardiens.tous[nom_travailleur(service)]

    def doubler(self, service: str) -> Gardien:
        """Un second travailleur du même service, sous garde."""
        premier = self.travailleur(service)
        return self.gardiens.ajouter(
            Gardien(f"{premier.nom}-bis", premier.commande, premier.environnement, premier.journal)
        )

    def detenteur(self, service: str) -> Gardien:
        """Le processus qui tient le relais d'un service d'après sa tenure ; à défaut, son travailleur."""
        with self.base(service) as base:
            lignes = base.execute("SELECT detenteur FROM tenure WHERE expire_le > now() ORDER BY partition").fetchall()
        for (detenteur,) in lignes:
            pids = [int(mot) for mot in str(detenteur).split(":") if mot.isdigit()]
            for pid in pids:
                gardien = self.gardiens.par_pid(pid)
                if gardien is not None:
                    return gardien
        return self.travailleur(service)


def nom_travailleur(service: str) -> str:
    return f"{service}-worker"


@contextmanager
def ouvrir(espace: Espace) -> Iterator[Banc]:
    """Monte tout à neuf dans l'espace (jetable, sinon DestructionRefusee), et démonte tout en sortant."""
    # Sans fsync, un arrêt est bref et un SIGKILL ne perd rien (le système garde les pages écrites) ; mais chaque COMMIT
    # attend son journal, comme en production.
    postgres, courtier = PostgresLocal(espace, rapide=True), NoeudRabbitMQ(espace)
    postgres.detruire()
    courtier.detruire()
    for journal in espace.journaux.glob("*.log"):
        journal.unlink()
    try:
        url_admin = postgres.demarrer()
        courtier.demarrer()
        urls = {**urls_des_bases(espace, url_admin=url_admin, neuves=True)}
        migrer_tout(urls)
        urls[temoin.NOM] = _base_temoin(espace, url_admin)
        _valider_pour_de_bon(url_admin, urls)
        environnement = composer(espace, {s: urls[s] for s in TOUS})
        mandataire = Mandataire(int(courtier.etat().port or 0))
        gardiens = Gardiens()
        try:
            variables = _variables(espace, environnement, mandataire, courtier, urls[temoin.NOM])
            _lancer_tout(espace, gardiens, {**environnement.pour_processus(), **variables})
            gardiens.veiller()
            yield Banc(
                espace=espace,
                postgres=postgres,
                courtier=courtier,
                mandataire=mandataire,
                gardiens=gardiens,
                environnement=environnement,
                urls={service: _libpq(url) for service, url in urls.items()},
            )
        finally:
            gardiens.fermer()
            mandataire.fermer()
    finally:
        courtier.arreter()
        postgres.arreter()


def _valider_pour_de_bon(url_admin: str, urls: Mapping[str, str]) -> None:
    with psycopg.connect(url_admin, autocommit=True) as admin:
        for url in urls.values():
            nom = Identifier(str(make_url(url).database))
            admin.execute(SQL("ALTER DATABASE {} SET synchronous_commit = on").format(nom))


def _base_temoin(espace: Espace, url_admin: str) -> str:
    url = recreer_base(espace, temoin.NOM, url_admin=url_admin)
    migrer(migrations("gateway"), url)
    with psycopg.connect(_libpq(url), autocommit=True) as base:
        base.execute(temoin.TABLE)
    return url


def _variables(
    espace: Espace, environnement: Environnement, mandataire: Mandataire, courtier: NoeudRabbitMQ, url_temoin: str
) -> dict[str, str]:
    """Les travailleurs passent par le mandataire, et les publieurs connaissent le témoin."""
    contenu = yaml.safe_load(TOPOLOGIE.read_text(encoding="utf-8"))
    contenu["services"][temoin.NOM] = {"roles": ["worker"], "publie": {}, "ecoute": temoin.ecoutes()}
    fichier = espace.dossier / "topologie.yaml"
    fichier.write_text(yaml.safe_dump(contenu, allow_unicode=True), encoding="utf-8")
    return {
        "LOGIS_AMQP_URL": courtier.url.replace(f":{courtier.etat().port}/", f":{mandataire.port}/"),
        "LOGIS_TOPOLOGIE": str(fichier),
        "LOGIS_TEMOIN_DATABASE_URL": url_temoin,
        "LOGIS_NIVEAU_JOURNAL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }


def _lancer_tout(espace: Espace, gardiens: Gardiens, environnement: Mapping[str, str]) -> None:
    def garder(nom: str, commande: list[str]) -> None:
        gardiens.ajouter(Gardien(nom, commande, environnement, Path(espace.journaux) / f"{nom}.log"))

    servir = [sys.executable, "-m", "console", "servir"]
    garder(GRPC, [*servir, "tous", "grpc"])
    for service in (*DOMAINES, "gateway"):
        garder(nom_travailleur(service), [*servir, service, "worker"])
    programme = "from console import vert; vert.main(['console.chaos.temoin'])"
    garder(nom_travailleur(temoin.NOM), [sys.executable, "-c", programme])


def _libpq(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
