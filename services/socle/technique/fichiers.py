"""Écrire un fichier d'un seul coup, lisible du seul propriétaire : un lecteur voit l'ancien ou le nouveau, jamais un morceau."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def ecrire_secret(fichier: Path, contenu: str | bytes, *, mode: int = 0o600) -> Path:
    """Remplace `fichier` (UTF-8 si c'est du texte) ; rend son chemin. Il n'est à aucun moment lisible d'un autre compte."""
    provisoire = brouillon(fichier.parent, contenu)
    provisoire.chmod(mode)
    return provisoire.replace(fichier)


def brouillon(dossier: Path, contenu: str | bytes) -> Path:
    """Un fichier neuf (0600) de `dossier`, écrit et synchronisé ; à l'appelant de lui donner son nom définitif."""
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    descripteur, nom = tempfile.mkstemp(dir=dossier, prefix=".", suffix=".brouillon")
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fichier.write(octets)
            fichier.flush()
            os.fsync(fichier.fileno())
    except BaseException:
        os.unlink(nom)
        raise
    return Path(nom)
