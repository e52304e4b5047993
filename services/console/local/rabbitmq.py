"""Un nœud RabbitMQ à nous : nom, ports, cookie, dossiers et registre (epmd) propres ; jamais celui du système."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from console.local.erreurs import DemarrageEchoue, DestructionRefusee, ServeurAbsent, fin_du_journal
from console.local.espace import Espace
from console.local.processus import Processus, attendre, lancer, port_disponible, ports_voulus
from socle.technique.fichiers import ecrire_secret

# Le script du serveur lui-même : celui que Debian met dans le PATH repasse par `su` et par les dossiers du système.
_SCRIPTS = ("/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/opt/homebrew/sbin", "/usr/local/sbin", "/usr/sbin")
_PORTS = ("port", "port_dist", "port_epmd")
_UTILISATEUR = "logis"
_ESSAIS = 3  # un port libre au choix peut être pris juste avant l'écoute


@dataclass(frozen=True)
class EtatRabbitMQ:
    en_marche: bool
    pid: int | None
    port: int | None
    dossier: Path


def installe() -> bool:
    """Vrai si un nœud peut être lancé sur ce poste (script du serveur, Erlang et epmd)."""
    return _script() is not None and shutil.which("erl") is not None and _epmd() is not None


class NoeudRabbitMQ:
    """Le nœud de l'espace. Les files durables restent d'un démarrage à l'autre. `with NoeudRabbitMQ(espace) as noeud:`."""

    def __init__(self, espace: Espace) -> None:
        self.espace = espace

    @property
    def dossier(self) -> Path:
        dossier = self.espace.dossier / "rabbitmq"
        dossier.mkdir(mode=0o700, exist_ok=True)
        return dossier

    @property
    def journal(self) -> Path:
        return self.espace.journaux / "rabbitmq.log"

    @property
    def nom(self) -> str:
        return f"logis-{self.espace.nom}@localhost"

    @property
    def url(self) -> str:
        """L'adresse AMQP, mot de passe compris ; `DemarrageEchoue` si le nœud n'a jamais démarré."""
        port = self.espace.etat().get("rabbitmq", {}).get("port")
        if port is None:
            raise DemarrageEchoue(f"Le nœud RabbitMQ de l'espace « {self.espace.nom} » n'a jamais démarré.")
        return f"amqp://{_UTILISATEUR}:{quote(self.espace.secret('rabbitmq'), safe='')}@127.0.0.1:{port}/%2F"

    def etat(self) -> EtatRabbitMQ:
        noeud = self._processus("pid", "cree")
        port = self.espace.etat().get("rabbitmq", {}).get("port")
        return EtatRabbitMQ(
            en_marche=noeud is not None,
            pid=noeud.pid if noeud else None,
            port=int(port) if noeud and port else None,
            dossier=self.dossier,
        )

    def demarrer(self, *, delai: float = 120) -> str:
        """Démarre au besoin et rend `url` quand le nœud parle AMQP ; `ServeurAbsent` ou `DemarrageEchoue` sinon."""
        with self.espace.verrou("rabbitmq", delai=delai + 60):
            if not (self.etat().en_marche and self._attendre(delai=delai)):
                self._lancer(delai=delai)
        return self.url

    def arreter(self, *, delai: float = 60) -> None:
        """Arrêt propre du nœud et de son registre ; tué après `delai` secondes."""
        with self.espace.verrou("rabbitmq"):
            self._arreter(delai=delai)

    def tuer(self) -> None:
        """SIGKILL au nœud, sans prévenir : les connexions tombent, les messages durables confirmés restent."""
        with self.espace.verrou("rabbitmq"):
            if noeud := self._processus("pid", "cree"):
                noeud.tuer()

    def redemarrer(self) -> str:
        self.arreter()
        return self.demarrer()

    def politique(self, nom: str, motif: str, definition: Mapping[str, Any]) -> None:
        """Pose une politique sur les files dont le nom suit `motif` (expression régulière) ; remplace celle du même nom."""
        self._administrer("set_policy", "--apply-to", "queues", nom, motif, json.dumps(dict(definition)))

    def sans_politique(self, nom: str) -> None:
        self._administrer("clear_policy", nom)

    def _administrer(self, *ordre: str) -> None:
        """Joue un ordre de `rabbitmqctl` sur ce nœud. Lève DemarrageEchoue s'il est refusé."""
        script = _script()
        if script is None:
            raise ServeurAbsent("RabbitMQ n'est pas installé sur ce poste.")
        note = self.espace.etat().get("rabbitmq", {})
        environnement = self._environnement(ports=[int(note.get(nom) or 0) for nom in _PORTS])
        resultat = subprocess.run(
            [str(script.parent / "rabbitmqctl"), "--node", self.nom, *ordre],
            env=environnement,
            capture_output=True,
            text=True,
            timeout=60,
        )
        if resultat.returncode:
            raise DemarrageEchoue(f"rabbitmqctl {ordre[0]} : {resultat.stderr.strip()[-300:]}")

    def detruire(self) -> None:
        """Arrête et efface files et messages ; `DestructionRefusee` hors des espaces de démonstration et de test."""
        if not self.espace.jetable:
            raise DestructionRefusee(
                f"Le nœud de l'espace « {self.espace.nom} » ne se détruit pas : seuls les espaces demo et test-… le peuvent."
            )
        with self.espace.verrou("rabbitmq"):
            self._arreter(delai=60)
            shutil.rmtree(self.dossier)

    def __enter__(self) -> Self:
        self.demarrer()
        return self

    def __exit__(
        self, genre: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.arreter()

    def _processus(self, pid: str, cree: str) -> Processus | None:
        note = self.espace.etat().get("rabbitmq", {})
        if note.get(pid) is None:
            return None
        processus = Processus(int(note[pid] or 0), float(note[cree] or 0))
        return processus if processus.vivant() else None

    def _lancer(self, *, delai: float) -> None:
        script, epmd = _script(), _epmd()
        if script is None or epmd is None or not installe():
            raise ServeurAbsent(
                "RabbitMQ n'est pas installé sur ce poste (Debian : « apt-get install rabbitmq-server »), "
                "ou donnez un serveur par LOGIS_AMQP_URL."
            )
        for _ in range(_ESSAIS):
            ports = self._essayer(script=script, epmd=epmd)
            if self._attendre(delai=delai):
                return
            self._arreter(delai=5)
            if all(port_disponible(port) for port in ports):
                break
        raise DemarrageEchoue(
            f"RabbitMQ ne démarre pas (espace « {self.espace.nom} »). Fin du journal ({self.journal}) :\n"
            f"{fin_du_journal(self.journal)}"
        )

    def _essayer(self, *, script: Path, epmd: Path) -> list[int]:
        """Lance le registre puis le nœud, sur les ports de la dernière fois s'ils sont libres ; rend ces ports."""
        for reste in Processus.dans(self.dossier):  # ce qu'une panne a laissé
            reste.tuer()
        note = self.espace.etat().get("rabbitmq", {})
        ports = ports_voulus([note.get(nom) for nom in _PORTS], nombre=len(_PORTS))
        self._configurer(port=ports[0])
        environnement = self._environnement(ports=ports)
        registre = lancer([str(epmd)], environnement=environnement, journal=self.journal, dossier=self.dossier)
        noeud = lancer([str(script)], environnement=environnement, journal=self.journal, dossier=self.dossier)
        self.espace.noter(
            "rabbitmq",
            noeud=self.nom,
            url=f"amqp://{_UTILISATEUR}@127.0.0.1:{ports[0]}/%2F",
            pid=noeud.pid,
            cree=noeud.cree,
            pid_epmd=registre.pid,
            cree_epmd=registre.cree,
            **dict(zip(_PORTS, ports, strict=True)),
        )
        return ports

    def _attendre(self, *, delai: float) -> bool:
        """Vrai dès que le nœud parle AMQP ; faux s'il meurt ou se tait plus de `delai` secondes."""
        port = int(self.espace.etat()["rabbitmq"]["port"] or 0)
        attendre(lambda: _parle_amqp(port) or not self.etat().en_marche, delai=delai)
        return self.etat().en_marche and _parle_amqp(port)

    def _arreter(self, *, delai: float) -> None:
        if noeud := self._processus("pid", "cree"):
            noeud.arreter((signal.SIGTERM, delai))
        if registre := self._processus("pid_epmd", "cree_epmd"):
            registre.arreter((signal.SIGTERM, 5))
        self.espace.noter("rabbitmq", pid=None, pid_epmd=None)

    def _configurer(self, *, port: int) -> None:
        (self.dossier / "vide.conf").write_text("", encoding="utf-8")
        (self.dossier / "enabled_plugins").write_text("[].\n", encoding="utf-8")
        lignes = [
            f"listeners.tcp.1 = 127.0.0.1:{port}",
            f"default_user = {_UTILISATEUR}",
            f"default_pass = {self.espace.secret('rabbitmq')}",
            "disk_free_limit.absolute = 50MB",
        ]
        ecrire_secret(self.dossier / "rabbitmq.conf", "\n".join(lignes) + "\n")
        ecrire_secret(self.dossier / ".erlang.cookie", self.espace.secret("rabbitmq-cookie"), mode=0o400)

    def _environnement(self, *, ports: list[int]) -> dict[str, str]:
        dossier, (port, port_dist, port_epmd) = self.dossier, ports
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(dossier),
            "LANG": "C.UTF-8",
            "ERL_EPMD_PORT": str(port_epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "ERL_CRASH_DUMP_SECONDS": "0",
            "RABBITMQ_NODENAME": self.nom,
            "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_DIST_PORT": str(port_dist),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_CONF_ENV_FILE": str(dossier / "vide.conf"),
            "RABBITMQ_CONFIG_FILE": str(dossier / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(dossier / "aucun.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(dossier / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(dossier / "mnesia"),
            "RABBITMQ_LOG_BASE": str(dossier / "journaux"),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_SCHEMA_DIR": str(dossier / "schema"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(dossier / "config"),
        }


def _script() -> Path | None:
    """Un vrai script de serveur a `rabbitmq-env` pour voisin ; l'enveloppe de Debian ne l'a pas."""
    dossiers = [Path(dossier) for dossier in _SCRIPTS]
    if trouve := shutil.which("rabbitmq-server"):
        dossiers.append(Path(trouve).resolve().parent)
    complets = (dossier for dossier in dossiers if (dossier / "rabbitmq-env").exists())
    return next((dossier / "rabbitmq-server" for dossier in complets if (dossier / "rabbitmq-server").exists()), None)


def _epmd() -> Path | None:
    """Dans le PATH, ou dans l'installation d'Erlang qui porte `erl`."""
    if trouve := shutil.which("epmd"):
        return Path(trouve)
    erl = shutil.which("erl")
    return next(iter(sorted(Path(erl).resolve().parents[1].glob("erts-*/bin/epmd"))), None) if erl else None


def _parle_amqp(port: int) -> bool:
    """Le nœud répond à l'en-tête AMQP 0-9-1 par une trame de méthode (Connection.Start)."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as prise:
            prise.settimeout(5)
            prise.sendall(b"AMQP\x00\x00\x09\x01")
            return prise.recv(1) == b"\x01"
    except OSError:
        return False
