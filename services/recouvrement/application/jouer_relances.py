"""Jouer le scénario de relance à une date, pour un dossier ou pour tous ceux qui sont ouverts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.scenario import etapes_a_jouer, scenario_de
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class JouerRelances:
    au: date
    dossier_ids: Sequence[UUID]


@dataclass(frozen=True, kw_only=True)
class RelancesJouees:
    dossiers: int
    relances: int


def jouer_relances(commande: JouerRelances, *, uow: UniteDeTravail, baremes: Baremes) -> RelancesJouees:
    """Chaque étape due n'est jouée qu'une fois, même si l'on rejoue le même jour. Lève Introuvable."""
    touches = jouees = 0
    for identifiant in commande.dossier_ids:
        dossier = uow.charger(DossierImpaye, identifiant, champ="dossier_id")
        scenario = scenario_de(dossier, baremes=baremes)
        if scenario is None:
            continue
        dues = etapes_a_jouer(dossier, au=commande.au, scenario=scenario)
        for due in dues:
            dossier.jouer(due, le=commande.au)
        touches += bool(dues)
        jouees += sum(due.etape.est_un_contact for due in dues)
    return RelancesJouees(dossiers=touches, relances=jouees)
