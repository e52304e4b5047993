"""Une suite de développement (`logis up`) en marche dans un dossier, et l'empreinte de tout ce qu'elle garde."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import psycopg
from psycopg.sql import SQL, Identifier

from appui.attente import attendre
from console.commandes.exploitation import emettre_jeton
from console.local.bases import url_de_base
from console.local.espace import Espace
from console.local.postgres import PostgresLocal
from console.noyaux import Noyaux
from console.services import TOUS
from socle.technique.contexte import Appelant

MOUVANTES = {"tenure", "veille", "minuterie"}
"""Tenure du relais, passages de la veille et des minuteries : le pouls du noyau, qui bat chaque seconde ; pas des données."""


def environnement_propre(racine: Path, **variables: str) -> dict[str, str]:
    """L'environnement du test sans ses variables LOGIS_*, avec cette racine."""
    propre = {cle: valeur for cle, valeur in os.environ.items() if not cle.startswith("LOGIS_")}
    return {**propre, "LOGIS_RACINE": str(racine), **variables}


class SuiteDeDeveloppement:
    """Écrit par la passerelle comme une personne, et relève les comptes et empreintes des sept bases."""

    def __init__(self, espace: Espace) -> None:
        self.espace = espace
        port = espace.etat()["ports"]["gateway"]
        jeton = emettre_jeton(espace, Appelant(sub="dev", metiers=("CHARGE_GESTION_LOCATIVE",)))
        self._client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {jeton}"}, timeout=10
        )

    def ecrire(self, nom: str) -> None:
        """Une résidence, un logement disponible ; attend que tous les faits aient été envoyés et traités."""
        residence = self._poster(
            "/api/v1/residences", nom=nom, commune="Lyon", code_insee="69123", zone="2", zone_abc="A"
        )["residence"]
        logement = self._poster(
            "/api/v1/logements",
            residence_id=residence["id"],
            reference=f"L-{residence['id']}",
            typologie="T2",
            nombre_pieces=2,
            surface_habitable_dm2=4500,
            financement="PLUS",
            loyer_principal={"centimes": 30_000},
            loyer_maximum={"centimes": 40_000},
        )["logement"]
        self._poster(f"/api/v1/logements/{logement['id']}:declarer-disponible", disponible_le="2026-08-01")
        attendre(lambda: self._offre_ouverte(logement["id"]), quoi="l'offre du logement")
        noyaux = Noyaux.de_l_espace(self.espace)
        attendre(
            lambda: not any(e["non_envoyes"] + e["retenus"] + e["reprises"] for e in noyaux.etats()), quoi="le calme"
        )
        noyaux.fermer()

    def _poster(self, chemin: str, **corps: Any) -> Any:
        reponse = self._client.post(chemin, json=corps)
        assert reponse.status_code == 200, reponse.text
        return reponse.json()

    def _offre_ouverte(self, logement_id: str) -> bool:
        with self._base("demandes") as base:
            lignes = base.execute("SELECT count(*) FROM offre WHERE logement_id = %s", [logement_id]).fetchone()
        return lignes == (1,)

    def empreintes(self) -> dict[str, tuple[int, str]]:
        """« service.table » → (lignes, empreinte de leur contenu) ; « fichiers » pour les documents et les secrets."""
        resultat = {"fichiers": self._fichiers()}
        for service in TOUS:
            with self._base(service) as base:
                tables = base.execute("SELECT relname FROM pg_stat_user_tables ORDER BY 1").fetchall()
                for (table,) in tables:
                    if table not in MOUVANTES:
                        resultat[f"{service}.{table}"] = _empreinte(base, table)
        return resultat

    def _fichiers(self) -> tuple[int, str]:
        fichiers = sorted(
            f for d in ("documents", "secrets") for f in (self.espace.dossier / d).rglob("*") if f.is_file()
        )
        somme = hashlib.sha256()
        for fichier in fichiers:
            somme.update(str(fichier).encode() + fichier.read_bytes())
        return len(fichiers), somme.hexdigest()

    def _base(self, service: str) -> psycopg.Connection[Any]:
        admin = PostgresLocal(self.espace).url_admin
        url = url_de_base(self.espace, service, url_admin=admin)
        return psycopg.connect(url.replace("postgresql+psycopg", "postgresql"))

    def fermer(self) -> None:
        self._client.close()


def _empreinte(base: psycopg.Connection[Any], table: str) -> tuple[int, str]:
    ligne = base.execute(
        SQL("SELECT count(*), coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') FROM {} t").format(
            Identifier(table)
        )
    ).fetchone()
    assert ligne is not None
    return int(ligne[0]), str(ligne[1])


@contextmanager
def une_suite_de_developpement(racine: Path) -> Iterator[SuiteDeDeveloppement]:
    """`logis up` dans l'espace dev de cette racine ; arrêtée comme par Ctrl-C, et ses données effacées à la fin."""
    journal = racine / "up.log"
    with journal.open("wb") as sortie:
        processus = subprocess.Popen(
            [sys.executable, "-m", "console", "up"],
            env=environnement_propre(racine),
            stdout=sortie,
            stderr=sortie,
            start_new_session=True,
        )
    espace = Espace("dev", racine=racine)
    try:
        attendre(lambda: _repond(espace) or processus.poll() is not None, delai=60, quoi="la suite de développement")
        assert processus.poll() is None, journal.read_text(encoding="utf-8")
        suite = SuiteDeDeveloppement(espace)
        yield suite
        suite.fermer()
        assert processus.poll() is None, "la suite de développement est restée debout"
    finally:
        processus.send_signal(signal.SIGTERM)
        try:
            processus.wait(timedelta(seconds=40).total_seconds())
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)
        postgres = PostgresLocal(espace)
        postgres.arreter()
        shutil.rmtree(postgres.dossier)


def _repond(espace: Espace) -> bool:
    ports = espace.etat().get("ports")
    if not ports:
        return False
    try:
        pret = httpx.get(f"http://127.0.0.1:{ports['gateway']}/sante/eventail", timeout=2)
    except httpx.HTTPError:
        return False
    return pret.status_code == 200
