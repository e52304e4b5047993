"""Constater, à une date, les termes impayés et les régularisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.ecrire import ecrire
from quittancement.domain.compte import Compte
from quittancement.domain.ecritures import ecriture_avance_utilisee
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConstaterImpayes:
    au: date
    bail_ids: Sequence[UUID]


@dataclass(frozen=True, kw_only=True)
class ImpayesConstates:
    impayes: int
    regularises: int


def constater_impayes(commande: ConstaterImpayes, *, uow: UniteDeTravail, baremes: Baremes) -> ImpayesConstates:
    """Rejouer le même jour ne constate rien de plus."""
    impayes = regularises = 0
    for bail_id in commande.bail_ids:
        compte = uow.charger(Compte, bail_id, champ="bail_id")
        constat = compte.constater_impayes(au=commande.au, baremes=baremes)
        impayes += len(constat.nouveaux)
        regularises += constat.regularise
        if constat.affectations:
            piece = f"AVANCE-{compte.reference}-{commande.au}"
            ecrire(
                ecriture_avance_utilisee(
                    constat.affectations, bail_id=compte.id, piece=piece, le=commande.au, baremes=baremes
                ),
                uow=uow,
            )
    return ImpayesConstates(impayes=impayes, regularises=regularises)
