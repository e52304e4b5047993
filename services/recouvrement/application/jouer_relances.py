"""Jouer le scénario de relance à une date, pour un dossier ou pour tous ceux qui sont ouverts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from recouvrement.application.plans_du_dossier import plans_du_dossier
from recouvrement.application.situations_du_bail import situations_du_bail
from recouvrement.domain.dossier_impaye import DossierImpaye
from recouvrement.domain.scenario import etapes_a_jouer, scenario_de
from recouvrement.domain.situation import situation_au
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class JouerRelances:
    """`heure` est celle de Paris quand `au` est aujourd'hui ; None pour un jour passé, que l'on constate après coup."""

    au: date
    heure: time | None
    dossier_ids: Sequence[UUID]


@dataclass(frozen=True, kw_only=True)
class RelancesJouees:
    dossiers: int
    relances: int


def jouer_relances(commande: JouerRelances, *, uow: UniteDeTravail, baremes: Baremes) -> RelancesJouees:
    """Chaque étape due n'est jouée qu'une fois, même si l'on rejoue le même jour. Lève Introuvable.

    La situation du débiteur est jugée au jour dit. Une étape tue par la nuit, un dimanche ou un férié reste due : elle
    sera jouée au prochain passage permis.
    """
    touches = jouees = 0
    for identifiant in commande.dossier_ids:
        dossier = uow.charger(DossierImpaye, identifiant, champ="dossier_id")
        situation = situation_au(
            dossier,
            situations=situations_du_bail(dossier.bail_id, uow=uow),
            plans=plans_du_dossier(dossier.id, uow=uow),
            au=commande.au,
            baremes=baremes,
        )
        scenario = scenario_de(dossier, baremes=baremes, situation=situation)
        if scenario is None:
            continue
        dues = etapes_a_jouer(dossier, au=commande.au, scenario=scenario, situation=situation, heure=commande.heure)
        for due in dues:
            dossier.jouer(due, le=commande.au)
        touches += bool(dues)
        jouees += sum(due.etape.est_un_contact for due in dues)
    return RelancesJouees(dossiers=touches, relances=jouees)
