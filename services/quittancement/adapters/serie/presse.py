"""Impression en série : un gabarit typst composé une fois par forme de document, puis rempli.

Deux avis qui ont les mêmes lignes ne diffèrent que par des noms, des numéros et des sommes. Le premier d'une forme est
composé par typst avec des repères à leur place ; des suivants, on ne récrit que ces textes-là. Balises, polices,
profil de couleur et métadonnées sont donc ceux que typst a produits. Ce qui ne tient pas dans sa place, ou ne s'écrit
pas avec les polices du moule, est composé en entier.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from quittancement.adapters.serie.lecture_pdf import MouleImpossible
from quittancement.adapters.serie.moule import Moule, NeTientPas
from socle.technique.documents import Imprimeur

REPERE = "@{:03d}@"
_REPERE = re.compile(r"@\d{3}@")
_POLICE = " ".join(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸÆŒàâäçèéêëîïôöùûüÿæœñÑáíóúÁÍÓÚãõ.,;:!?'’\"()[]/\\-–—_+*=<>|~%&#@°§€−·•«»\u00a0\u202f"
)
"""Ce que tout moule sait écrire. Une espace sépare les caractères : aucune ligature ne les cache."""


@dataclass(frozen=True, kw_only=True)
class Champ:
    """Place d'un texte qui change : `largeur` en millimètres ; aligné à droite, il garde son bord droit."""

    largeur: float
    a_droite: bool = False


class Presse:
    """Imprime à la suite des documents d'un même gabarit. Sûre entre fils ; au plus `capacite` formes en mémoire.

    `champs` : chemin d'un texte (« destinataire.* ») → sa place. Le champ `qr`, s'il existe, est un SVG de `code_qr`.
    `composes` et `remplis` comptent les deux chemins.
    """

    def __init__(self, imprimeur: Imprimeur, champs: Mapping[str, Champ], *, capacite: int = 256) -> None:
        self._imprimeur, self._champs, self._capacite = imprimeur, champs, capacite
        self._moules: OrderedDict[str, Moule | None] = OrderedDict()
        self._verrou = Lock()
        self.composes = self.remplis = 0

    def imprimer(self, gabarit: Path, donnees: Mapping[str, object]) -> bytes:
        """PDF du document. Lève les refus d'`Imprimeur.imprimer`."""
        valeurs: list[tuple[str, Champ]] = []
        forme = _masquer(donnees, "", self._champs, valeurs)
        with self._verrou:
            moule = self._moule(gabarit, forme, valeurs)
            if moule is not None:
                try:
                    pdf = moule.remplir([texte for texte, _ in valeurs], qr=str(donnees.get("qr", "")))
                except NeTientPas:
                    pass
                else:
                    self.remplis += 1
                    return pdf
            self.composes += 1
        return self._imprimeur.imprimer(gabarit, donnees)

    def _moule(self, gabarit: Path, forme: dict[str, Any], valeurs: list[tuple[str, Champ]]) -> Moule | None:
        cle = f"{gabarit}\n{json.dumps(forme)}"
        if cle not in self._moules:
            self._moules[cle] = self._fondre(gabarit, forme, [champ for _, champ in valeurs])
            if len(self._moules) > self._capacite:
                self._moules.popitem(last=False)
        self._moules.move_to_end(cle)
        return self._moules[cle]

    def _fondre(self, gabarit: Path, forme: dict[str, Any], champs: list[Champ]) -> Moule | None:
        """Aucun moule si un texte fixe ressemble à un repère, ou si le PDF n'a pas la forme attendue."""
        if len(_REPERE.findall(json.dumps(forme))) != len(champs) or len(champs) > 999:
            return None
        try:
            pdf = self._imprimeur.imprimer(gabarit, forme | {"police": _POLICE})
            return Moule(pdf, [(REPERE.format(rang), c.largeur, c.a_droite) for rang, c in enumerate(champs)])
        except MouleImpossible:
            return None


def _masquer(valeur: Any, chemin: str, champs: Mapping[str, Champ], valeurs: list[tuple[str, Champ]]) -> Any:
    """Copie de `valeur`, un repère à la place de chaque texte qui change ; `valeurs` les reçoit dans l'ordre."""
    if isinstance(valeur, str):
        if chemin == "qr":
            return _qr_repere(valeur)
        champ = champs.get(chemin)
        if champ is None or not valeur:
            return valeur
        valeurs.append((valeur, champ))
        return REPERE.format(len(valeurs) - 1)
    if isinstance(valeur, Mapping):
        return {c: _masquer(v, f"{chemin}.{c}" if chemin else c, champs, valeurs) for c, v in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_masquer(v, f"{chemin}.*", champs, valeurs) for v in valeur]
    return valeur


def _qr_repere(svg: str) -> str:
    """Code QR de même taille, dont tous les traits tiennent en un."""
    return re.sub(r'stroke="#000" d="[^"]*"', 'stroke="#000" d="M4 4.5H5"', svg)
