"""Les documents remis : impression des gabarits typst en PDF balisé. Le coffre où ils sont rangés est dans `coffre`.

Les données d'un gabarit voyagent en JSON, jamais dans le code typst : `#`, `*` ou `"` s'impriment tels quels.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from socle.domaine.montant import Montant
from socle.domaine.refus import DonneeInvalide

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


def exiger(champ: str, valeur: object) -> None:
    """Refuse une mention obligatoire vide. Lève DonneeInvalide (MENTION_MANQUANTE)."""
    if not valeur:
        raise DonneeInvalide("MENTION_MANQUANTE", f"La mention obligatoire « {champ} » manque.", champ=champ)
