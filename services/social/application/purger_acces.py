"""Purger le journal des accès : au-delà de sa durée de garde, une ligne s'efface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from socle.domaine.baremes import Baremes
from socle.domaine.calendrier import PARIS
from socle.domaine.periodes import ajouter_mois
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PurgerAcces:
    au: date


@dataclass(frozen=True, kw_only=True)
class Purge:
    """Preuve de la purge : tout ce qui précède `avant_le` (jour civil, exclu) est effacé."""

    avant_le: date
    effaces: int


def purger_acces(commande: PurgerAcces, *, uow: UniteDeTravail, baremes: Baremes, effacer: Callable[..., int]) -> Purge:
    """Efface les accès plus vieux que la durée de garde en vigueur à `au` (spécification G.10)."""
    avant_le = ajouter_mois(commande.au, -baremes.au("garde_journal_acces", commande.au).valeur)
    limite = datetime.combine(avant_le, time(), PARIS).astimezone(UTC)
    return Purge(avant_le=avant_le, effaces=effacer(uow.session.connection(), avant=limite))
