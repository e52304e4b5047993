"""Les documents remis : impression des gabarits typst en PDF balisé, et coffre où ils sont rangés.

Les données d'un gabarit voyagent en JSON, jamais dans le code typst : `#`, `*` ou `"` s'impriment tels quels.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from threading import Lock
from typing import Any
from uuid import UUID

import fsspec
import segno
import typst

from socle.domaine.montant import Montant
from socle.domaine.refus import DejaExistant, DonneeInvalide, Introuvable, RegleViolee
from socle.technique.fichiers import brouillon

NORMES: list[typst.PDFStandard] = ["a-3a", "ua-1"]
"""PDF/A-3a (archivage, balisé) et PDF/UA-1 (accessible)."""

PAQUETS = Path(__file__).parent / "typst"
"""Paquets typst du socle : `@local/courrier`, la mise en page que tous les gabarits partagent."""

LIGNES_ADRESSE = 6
"""Une adresse tient en six lignes dans la fenêtre de l'enveloppe (AFNOR XP Z10-011)."""


class GabaritDefectueux(RuntimeError):
    """Le gabarit lui-même est fautif (clé absente, code typst faux) : une erreur de programme, pas de saisie."""


@dataclass(frozen=True, kw_only=True)
class Emetteur:
    """Le bailleur en tête du courrier ; `ville` est celle de « Fait à »."""

    raison_sociale: str
    forme: str
    siren: str
    adresse: tuple[str, ...]
    ville: str
    telephone: str
    courriel: str
    site: str = ""

    @classmethod
    def lire(cls, valeur: Mapping[str, Any]) -> Emetteur:
        """Le bailleur d'après son paramètre `bailleur`, dont l'adresse est une liste de lignes."""
        return cls(**{**valeur, "adresse": tuple(valeur["adresse"])})


@dataclass(frozen=True, kw_only=True)
class Destinataire:
    """Adresse postale de la fenêtre : nom compris, de une à six lignes."""

    lignes: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.lignes) <= LIGNES_ADRESSE:
            raise DonneeInvalide(
                "ADRESSE_IMPOSSIBLE", f"Une adresse postale a de 1 à {LIGNES_ADRESSE} lignes.", champ="adresse"
            )


class Imprimeur:
    """Imprime des PDF/A-3a et PDF/UA-1 avec un seul compilateur typst ; un par processus, sûr entre fils.

    Seules servent les polices que typst embarque : le rendu ne dépend pas de la machine.
    """

    def __init__(self) -> None:
        self._verrou = Lock()
        self._compilateur = typst.Compiler(
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True),
            ignore_system_fonts=True,
            package_path=PAQUETS,
            package_cache_path=PAQUETS,
        )

    def imprimer(self, gabarit: Path, donnees: Mapping[str, object]) -> bytes:
        """Rend le PDF de `gabarit`, qui lit `donnees` par `json(bytes(sys.inputs.donnees))`.

        `donnees` porte au moins `titre`, `auteur` et `edite_le` (AAAA-MM-JJ) : la date du document vient de là, si
        bien que la même entrée donne les mêmes octets. Le gabarit ne lit que les fichiers de son dossier et
        les paquets du socle.
        Lève DonneeInvalide (DOCUMENT_INCOMPLET, CARACTERE_NON_IMPRIMABLE) ou GabaritDefectueux.
        """
        horodatage = _horodatage(donnees)
        for champ, texte in _textes(donnees):
            _controler(texte, champ=champ)
        try:
            with self._verrou:
                pdf = self._compilateur.compile(
                    input=gabarit,
                    root=gabarit.parent,
                    format="pdf",
                    sys_inputs={"donnees": json.dumps(donnees, allow_nan=False)},
                    pdf_standards=NORMES,
                    timestamp=horodatage,
                )
        except typst.TypstError as erreur:
            raise _traduire(erreur, gabarit) from None
        if not isinstance(pdf, bytes):
            raise GabaritDefectueux(f"{gabarit.name} n'a produit aucun PDF.")
        return pdf


def _horodatage(donnees: Mapping[str, object]) -> datetime:
    for champ in ("titre", "auteur", "edite_le"):
        if not isinstance(donnees.get(champ), str) or not donnees[champ]:
            raise DonneeInvalide("DOCUMENT_INCOMPLET", f"Le document n'a pas de « {champ} ».", champ=champ)
    jour = date.fromisoformat(str(donnees["edite_le"]))
    return datetime(jour.year, jour.month, jour.day, tzinfo=UTC)


def _textes(valeur: object, champ: str = "") -> Iterator[tuple[str, str]]:
    """Tous les textes d'une valeur JSON, chacun avec son chemin (« destinataire.0 »)."""
    if isinstance(valeur, str):
        yield champ, valeur
    elif isinstance(valeur, Mapping):
        for cle, fils in valeur.items():
            yield from _textes(fils, f"{champ}.{cle}".lstrip("."))
    elif isinstance(valeur, list | tuple):
        for rang, fils in enumerate(valeur):
            yield from _textes(fils, f"{champ}.{rang}".lstrip("."))


_INVISIBLES_ADMIS = frozenset("\n\u00ad\u200b\u200c\u200d")


def _controler(texte: str, *, champ: str) -> None:
    """Refuse les caractères de commande, privés ou d'inversion du sens d'écriture : ils tromperaient le lecteur."""
    for caractere in texte:
        if unicodedata.category(caractere) in ("Cc", "Cf", "Co", "Cs") and caractere not in _INVISIBLES_ADMIS:
            raise _non_imprimable(caractere, champ=champ)


def _non_imprimable(texte: str, *, champ: str = "") -> DonneeInvalide:
    codes = " ".join(f"U+{ord(c):04X}" for c in texte)
    return DonneeInvalide(
        "CARACTERE_NON_IMPRIMABLE", f"Le document contient un caractère qui ne s'imprime pas ({codes}).", champ=champ
    )


_SANS_GLYPHE = re.compile(r'the text `"(?P<texte>.*)"` could not be displayed', re.DOTALL)


def _traduire(erreur: typst.TypstError, gabarit: Path) -> Exception:
    """L'écriture que les polices ne portent pas est une donnée à corriger ; tout le reste est un gabarit fautif."""
    sans_glyphe = _SANS_GLYPHE.search(erreur.message)
    if sans_glyphe:
        return _non_imprimable(sans_glyphe["texte"])
    return GabaritDefectueux(f"{gabarit.name} : {erreur.message}")


MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def en_lettres(jour: date) -> str:
    """« 1er mars 2026 », en espaces insécables."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}\u00a0{MOIS[jour.month - 1]}\u00a0{jour.year}"


def en_textes(valeur: Any) -> Any:
    """Données imprimables d'une dataclass, d'une table ou d'une suite : sommes à la française, dates en lettres."""
    if isinstance(valeur, Montant):
        return str(valeur)
    if isinstance(valeur, date):
        return en_lettres(valeur)
    if is_dataclass(valeur):
        return {champ.name: en_textes(getattr(valeur, champ.name)) for champ in fields(valeur)}
    if isinstance(valeur, Mapping):
        return {cle: en_textes(fils) for cle, fils in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [en_textes(fils) for fils in valeur]
    return valeur


def code_qr(contenu: str) -> str:
    """SVG noir sur blanc de `contenu` seul (correction M, marge de quatre modules). Lève DonneeInvalide s'il est trop long."""
    try:
        code = segno.make_qr(contenu, error="m")
    except segno.DataOverflowError:
        raise DonneeInvalide("CODE_QR_TROP_LONG", "Ce texte ne tient pas dans un code QR.", champ="reference") from None
    svg = BytesIO()
    code.save(svg, kind="svg", border=4, light="#fff", xmldecl=False)
    return svg.getvalue().decode()


def exiger(champ: str, valeur: object) -> None:
    """Refuse une mention obligatoire vide. Lève DonneeInvalide (MENTION_MANQUANTE)."""
    if not valeur:
        raise DonneeInvalide("MENTION_MANQUANTE", f"La mention obligatoire « {champ} » manque.", champ=champ)


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
