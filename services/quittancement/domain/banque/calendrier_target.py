"""Jours ouvrés TARGET : ceux où un prélèvement se règle entre banques (BCE, calendrier en vigueur depuis 2002)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from socle.domaine.refus import DonneeInvalide


def paques(annee: int) -> date:
    """Dimanche de Pâques grégorien (algorithme de Meeus, Jones et Butcher)."""
    a, (b, c) = annee % 19, divmod(annee, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    lune = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * lune) // 451
    mois, jour = divmod(h + lune - 7 * m + 114, 31)
    return date(annee, mois, jour + 1)


@lru_cache(maxsize=64)
def fermetures(annee: int) -> frozenset[date]:
    """1er janvier, vendredi saint, lundi de Pâques, 1er mai, 25 et 26 décembre."""
    dimanche = paques(annee)
    fixes = (date(annee, 1, 1), date(annee, 5, 1), date(annee, 12, 25), date(annee, 12, 26))
    return frozenset({*fixes, dimanche - timedelta(days=2), dimanche + timedelta(days=1)})


def est_target(jour: date) -> bool:
    return jour.weekday() < 5 and jour not in fermetures(jour.year)


def prochain_target(jour: date) -> date:
    """Ce jour s'il est ouvré, sinon le premier qui le suit."""
    while not est_target(jour):
        jour += timedelta(days=1)
    return jour


def ajouter_target(jour: date, nombre: int) -> date:
    """Le `nombre`-ième jour ouvré TARGET après `jour` exclu ; négatif pour remonter."""
    pas = timedelta(days=1 if nombre >= 0 else -1)
    for _ in range(abs(nombre)):
        jour += pas
        while not est_target(jour):
            jour += pas
    return jour


def exiger_target(jour: date, *, champ: str) -> date:
    """Lève DonneeInvalide (JOUR_NON_TARGET) si les banques ne se règlent pas ce jour-là."""
    if not est_target(jour):
        raise DonneeInvalide(
            "JOUR_NON_TARGET",
            f"Le {jour:%d/%m/%Y} est fermé en TARGET : le {prochain_target(jour):%d/%m/%Y} ne l'est pas.",
            champ=champ,
        )
    return jour
