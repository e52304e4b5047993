"""Lire un réglage des consommations dans les barèmes, en fractions exactes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from quittancement.domain.energie.releve import Retournement
from socle.domaine.baremes import Baremes


def retournement(baremes: Baremes, au: date) -> Retournement:
    """Règle du tour de cadran en vigueur."""
    valeur = baremes.au("releve_retournement", au).valeur
    return Retournement(depuis=Fraction(valeur["depuis"]), au_plus=Fraction(valeur["au_plus"]))


def fraction(baremes: Baremes, nom: str, au: date) -> Fraction:
    """Un réglage écrit « n/d » ou en entier."""
    return Fraction(baremes.au(nom, au).valeur)
