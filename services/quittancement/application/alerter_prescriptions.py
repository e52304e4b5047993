"""Alerter, à une date, des termes dus qui approchent de leur prescription (loi 89-462, art. 7-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.alerte_prescription import alerter_prescription
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AlerterPrescriptions:
    au: date
    bail_ids: Sequence[UUID]


def alerter_prescriptions(commande: AlerterPrescriptions, *, uow: UniteDeTravail, baremes: Baremes) -> int:
    """Nombre de comptes alertés ; rejouer le même jour n'alerte plus personne."""
    return sum(
        alerter_prescription(uow.charger(Compte, bail_id, champ="bail_id"), au=commande.au, baremes=baremes)
        for bail_id in commande.bail_ids
    )
