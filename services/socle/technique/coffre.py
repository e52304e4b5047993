"""Le coffre où les documents définitifs sont rangés, derrière fsspec : dossier local, mémoire, S3 et ses pareils."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from uuid import UUID

import fsspec

from socle.domaine.refus import DejaExistant, DonneeInvalide, Introuvable, RegleViolee
from socle.technique.fichiers import brouillon


class CoffreMalConfigure(ValueError):
    """L'adresse du coffre est illisible, son protocole inconnu ou son pilote absent : à dire au démarrage."""


@dataclass(frozen=True, kw_only=True)
class DocumentRange:
    """Où un document est rangé. `chemin` est relatif au coffre ; `empreinte_sha256` en hexadécimal ; taille en octets."""

    chemin: str
    empreinte_sha256: str
    taille: int


_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(\.[A-Za-z0-9]+)*")
_ECRITURE_ATOMIQUE = {"memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss"}
"""Dépôts où l'envoi d'un objet est visible en entier ou pas du tout ; les dossiers locaux ont leur propre chemin."""


class Coffre:
    """Rangement de documents définitifs derrière fsspec (`file://…`, `memory://…`, `s3://…`).

    Un document rangé ne change plus : le ranger à nouveau à l'identique réussit, autrement est refusé.
    """

    def __init__(self, url: str) -> None:
        """Lève CoffreMalConfigure. N'écrit rien."""
        protocole = fsspec.utils.get_protocol(url)
        self._local = protocole in ("file", "local")
        if not self._local and protocole not in _ECRITURE_ATOMIQUE:
            raise CoffreMalConfigure(f"Coffre inutilisable : « {protocole} » n'écrit pas d'un seul coup.")
        try:
            self._fs, racine = fsspec.core.url_to_fs(url)
        except (ValueError, ImportError) as erreur:
            raise CoffreMalConfigure(f"Coffre inutilisable : {erreur}") from None
        self._racine = str(racine).rstrip("/")
        if self._local and not self._racine:
            raise CoffreMalConfigure("Coffre inutilisable : la racine du disque n'est pas un coffre.")

    def ranger(self, service: str, nature: str, id: UUID | str, contenu: bytes) -> DocumentRange:
        """Range un PDF sous `<service>/<nature>/<2 derniers caractères>/<id>.pdf`, en une écriture atomique.

        Lève DonneeInvalide (CHEMIN_INTERDIT, DOCUMENT_VIDE) ou DejaExistant (DOCUMENT_DEJA_RANGE).
        """
        if not contenu:
            raise DonneeInvalide("DOCUMENT_VIDE", "Un document vide ne se range pas.", champ="contenu")
        chemin = f"{service}/{nature}/{str(id)[-2:]}/{id}.pdf"
        complet = self._complet(chemin)
        try:
            if self._local:
                _ecrire_localement(Path(complet), contenu)
            else:
                self._fs.pipe_file(complet, contenu, mode="create")
        except FileExistsError:
            if self._fs.cat_file(complet) != contenu:
                raise DejaExistant(
                    "DOCUMENT_DEJA_RANGE", f"Un autre document est déjà rangé sous {chemin}.", champ="id"
                ) from None
        return DocumentRange(chemin=chemin, empreinte_sha256=hashlib.sha256(contenu).hexdigest(), taille=len(contenu))

    def lire(self, chemin: str, *, empreinte: str = "") -> bytes:
        """Contenu rangé sous `chemin` ; vérifié si `empreinte` est donnée.

        Lève DonneeInvalide (CHEMIN_INTERDIT), Introuvable (DOCUMENT_INCONNU) ou RegleViolee (DOCUMENT_ALTERE).
        """
        complet = self._complet(chemin)
        try:
            contenu = bytes(self._fs.cat_file(complet))
        except (FileNotFoundError, IsADirectoryError):
            raise Introuvable("Document", chemin, champ="chemin") from None
        if empreinte and hashlib.sha256(contenu).hexdigest() != empreinte:
            raise RegleViolee("DOCUMENT_ALTERE", f"{chemin} ne correspond plus à son empreinte.", champ="empreinte")
        return contenu

    def _complet(self, chemin: str) -> str:
        segments = chemin.split("/")
        if not all(_SEGMENT.fullmatch(s) for s in segments):
            raise DonneeInvalide(
                "CHEMIN_INTERDIT", "Ce chemin n'est pas celui d'un document du coffre.", champ="chemin"
            )
        complet = str(PurePosixPath(self._racine or "/", *segments))
        if self._local and not Path(complet).resolve().is_relative_to(Path(self._racine).resolve()):
            raise DonneeInvalide("CHEMIN_INTERDIT", "Ce chemin sort du coffre.", champ="chemin")
        return complet


def _ecrire_localement(chemin: Path, contenu: bytes) -> None:
    """Écrit à côté puis lie sous le nom définitif : complet ou absent. Lève FileExistsError si le nom est pris."""
    chemin.parent.mkdir(parents=True, exist_ok=True)
    provisoire = brouillon(chemin.parent, contenu)
    try:
        os.link(provisoire, chemin)
    finally:
        provisoire.unlink()
