"""Constater, à une date, les termes impayés et les régularisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire_avances
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConstaterImpayes:
    au: date
    bail_ids: Sequence[UUID]


@dataclass(frozen=True, kw_only=True)
class ImpayesConstates:
    """Nombre de comptes dont l'impayé est nouveau ou a changé, et de comptes régularisés."""

    impayes: int
    regularises: int


def constater_impayes(commande: ConstaterImpayes, *, uow: UniteDeTravail, baremes: Baremes) -> ImpayesConstates:
    """Rejouer le même jour ne constate rien de plus."""
    impayes = regularises = 0
    for bail_id in commande.bail_ids:
        compte = uow.charger(Compte, bail_id, champ="bail_id")
        constat = compte.constater_impayes(au=commande.au, baremes=baremes)
        impayes += constat.publie
        regularises += constat.regularise
        ecrire_avances(compte, constat.affectations, le=commande.au, uow=uow, baremes=baremes)
    return ImpayesConstates(impayes=impayes, regularises=regularises)
