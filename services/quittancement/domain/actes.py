"""Actes qui interrompent ou suspendent la prescription (C. civ. art. 2238 à 2244) : leur nature, leur effet, leur trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from socle.domaine.baremes import Baremes, Parametre, ValeurDatee
from socle.domaine.refus import DonneeInvalide, RegleViolee

PREFIXE = "acte_"
"""Les paramètres du barème ainsi nommés sont les natures d'actes."""


class Effet(Enum):
    INTERROMPT = "INTERROMPT"
    """Un nouveau délai, de même durée, part de ce jour (C. civ. art. 2231)."""
    SUSPEND = "SUSPEND"
    """Le délai s'arrête, sans que le temps couru s'efface (C. civ. art. 2230)."""
    DEJA_PRESCRITE = "DEJA_PRESCRITE"
    """Trop tard : une prescription acquise ne s'interrompt ni ne se suspend plus."""


class MotifAnnulation(Enum):
    ERREUR_DE_SAISIE = "ERREUR_DE_SAISIE"
    NON_AVENUE = "NON_AVENUE"
    """Désistement, péremption de l'instance, demande définitivement rejetée (C. civ. art. 2243)."""


@dataclass(frozen=True, kw_only=True)
class RegleActe:
    """Ce qu'une cause vaut à une date.

    `dure` : son effet court jusqu'à une fin. `duree_ans` : durée du délai qu'elle ouvre, None si elle ne change pas.
    `au_moins_mois` : ce qui reste au moins à courir après cette fin.
    """

    nature: str
    effet: Effet
    dure: bool = False
    duree_ans: int | None = None
    au_moins_mois: int = 0
    article: str
    certitude: str


@dataclass(frozen=True, kw_only=True)
class ActeConsigne:
    """Un acte fait ce jour-là pour ces mois (AAAA-MM). `piece` : référence de ce qui le prouve.

    `fini_le` : fin de l'instance ou de la médiation, None si elle n'est pas connue. Annulé, il n'a jamais valu.
    """

    acte_id: UUID
    nature: str
    fait_le: date
    piece: str
    termes: tuple[str, ...]
    consigne_par: str
    consigne_le: date
    fini_le: date | None = None
    fini_par: str = ""
    annule_le: date | None = None
    annule_par: str = ""
    motif: MotifAnnulation | None = None

    @property
    def vaut(self) -> bool:
        return self.annule_le is None

    def est(self, *, nature: str, fait_le: date, piece: str) -> bool:
        return self.vaut and (self.nature, self.fait_le, self.piece) == (nature, fait_le, piece)


def regle_de_l_acte(nature: str, le: date, *, baremes: Baremes) -> RegleActe:
    """Lève DonneeInvalide (NATURE_INCONNUE), RegleViolee (NATURE_SANS_EFFET : le texte n'était pas en vigueur)."""
    connues = {_nature(p): p for p in _parametres(baremes)}
    if nature not in connues:
        raise DonneeInvalide("NATURE_INCONNUE", f"La nature est l'une de {', '.join(sorted(connues))}.", champ="nature")
    premiere = connues[nature].valeurs[0].a_partir_de
    if le < premiere:
        raise RegleViolee(
            "NATURE_SANS_EFFET", f"L'effet de cet acte n'est connu que depuis le {premiere:%d/%m/%Y}.", champ="fait_le"
        )
    return _regle(nature, connues[nature].au(le))


def natures(au: date, *, baremes: Baremes) -> tuple[RegleActe, ...]:
    """Natures qu'un acte de ce jour peut avoir, par nom."""
    noms = sorted(_nature(p) for p in _parametres(baremes) if p.valeurs[0].a_partir_de <= au)
    return tuple(regle_de_l_acte(nom, au, baremes=baremes) for nom in noms)


def _parametres(baremes: Baremes) -> list[Parametre]:
    return [p for p in baremes if p.nom.startswith(PREFIXE)]


def _nature(parametre: Parametre) -> str:
    return parametre.nom.removeprefix(PREFIXE).upper()


def _regle(nature: str, source: ValeurDatee) -> RegleActe:
    valeur = source.valeur
    return RegleActe(
        nature=nature,
        effet=Effet(valeur["effet"]),
        dure=valeur.get("dure", False),
        duree_ans=valeur.get("duree_ans"),
        au_moins_mois=valeur.get("au_moins_mois", 0),
        article=source.source,
        certitude=source.certitude,
    )
