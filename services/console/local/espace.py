"""L'espace : un nom, un dossier `.logis/<espace>`, ses secrets, son état publié, ses verrous.

Deux espaces côte à côte ne partagent rien : ni serveur, ni base, ni mot de passe, ni préfixe de bus.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from console.local.erreurs import ErreurLocale, NomRefuse, VerrouOccupe
from console.local.processus import attendre
from socle.technique.fichiers import brouillon, ecrire_secret

_NOM = re.compile(r"[a-z][a-z0-9-]{0,30}")
Valeur = str | int | float | None
Etat = dict[str, dict[str, Valeur]]


def _racine() -> Path:
    return Path(os.environ.get("LOGIS_RACINE") or ".")


@dataclass(frozen=True)
class Espace:
    """Un espace de travail. `nom` : minuscules, chiffres et tirets, 31 au plus ; sinon `NomRefuse`."""

    nom: str
    racine: Path = field(default_factory=_racine, kw_only=True)

    def __post_init__(self) -> None:
        if not _NOM.fullmatch(self.nom):
            raise NomRefuse(
                f"Nom d'espace refusé : « {self.nom} ». Il faut une lettre minuscule, puis au plus 30 minuscules, "
                "chiffres ou tirets (exemples : dev, demo, test-baux)."
            )
        object.__setattr__(self, "racine", self.racine.resolve())

    @classmethod
    def courant(cls) -> Espace:
        """L'espace nommé par LOGIS_ESPACE (`dev` à défaut), sous LOGIS_RACINE."""
        return cls(os.environ.get("LOGIS_ESPACE") or "dev")

    @property
    def jetable(self) -> bool:
        """Vrai pour la démonstration et les tests : leurs données peuvent être détruites."""
        return f"logis_{self.nom.replace('-', '_')}_".startswith(("logis_demo_", "logis_test"))

    @property
    def prefixe_bus(self) -> str:
        """Préfixe des échanges et des files de l'espace."""
        return self.nom

    @property
    def empreinte(self) -> str:
        """Huit caractères propres à (racine, nom), pour nommer ce qui ne tient pas sous la racine."""
        return hashlib.sha256(f"{self.racine}\0{self.nom}".encode()).hexdigest()[:8]

    @property
    def dossier(self) -> Path:
        # Traversable mais pas lisible par les autres : un serveur peut y tourner sous un autre compte.
        return _dossier(_dossier(self.racine / ".logis", mode=0o711) / self.nom, mode=0o711)

    @property
    def documents(self) -> Path:
        return _dossier(self.dossier / "documents", mode=0o700)

    @property
    def journaux(self) -> Path:
        return _dossier(self.dossier / "journaux", mode=0o700)

    @property
    def secrets(self) -> Path:
        return _dossier(self.dossier / "secrets", mode=0o700)

    @property
    def sockets(self) -> Path:
        """Dossier court (un chemin de socket Unix tient en 107 octets), à nous seuls, sous le dossier temporaire."""
        chemin = _dossier(Path(tempfile.gettempdir()) / f"logis-{os.getuid()}-{self.empreinte}", mode=0o700)
        if chemin.is_symlink() or chemin.stat().st_uid != os.getuid():
            raise ErreurLocale(f"Le dossier {chemin} appartient à un autre compte : supprimez-le ou changez TMPDIR.")
        return chemin

    def secret(self, nom: str) -> str:
        """Le mot de passe `nom`, engendré une seule fois (fichier 0600), le même pour toutes les commandes ensuite."""
        fichier = self.secrets / nom
        if not fichier.exists():
            provisoire = brouillon(self.secrets, secrets.token_urlsafe(24))
            try:
                os.link(provisoire, fichier)  # échoue si une autre commande l'a posé entre-temps : le sien vaut
            except FileExistsError:
                pass
            finally:
                provisoire.unlink()
        return fichier.read_text(encoding="utf-8").strip()

    def etat(self) -> Etat:
        """Ports, pids et adresses publiés par composant (`postgres`, `rabbitmq`, …) ; sans mot de passe."""
        try:
            contenu: Etat = json.loads((self.dossier / "etat.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return contenu

    def noter(self, composant: str, **valeurs: Valeur) -> None:
        """Fusionne les valeurs dans l'état du composant ; un lecteur voit l'ancien état ou le nouveau, jamais un morceau."""
        with self.verrou("etat"):
            etat = self.etat()
            etat[composant] = etat.get(composant, {}) | valeurs
            texte = json.dumps(etat, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
            ecrire_secret(self.dossier / "etat.json", texte)

    @contextmanager
    def verrou(self, nom: str, *, delai: float = 120) -> Iterator[None]:
        """Exclusion entre commandes (et entre fils) sur ce poste ; `VerrouOccupe` après `delai` secondes.

        Le noyau le lâche si la commande meurt. Non réentrant.
        """
        with (_dossier(self.dossier / "verrous", mode=0o700) / nom).open("a") as fichier:
            if not attendre(lambda: _verrouiller(fichier.fileno()), delai=delai):
                raise VerrouOccupe(
                    f"Une autre commande travaille sur « {nom} » dans l'espace « {self.nom} » depuis plus de {delai:g} s."
                )
            yield


def _verrouiller(descripteur: int) -> bool:
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _dossier(chemin: Path, *, mode: int) -> Path:
    """Crée le dossier avec ce mode exact, quel que soit l'umask ; un dossier déjà là garde le sien."""
    try:
        chemin.mkdir(mode=mode, parents=True)
    except FileExistsError:
        return chemin
    chemin.chmod(mode)
    return chemin
