"""Quand le quittancement dit l'impayé régularisé : le dossier le constate et attend sa clôture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.dossier_ouvert import dossier_ouvert
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RegularisationRecue:
    bail_id: UUID
    regularise_le: date
    termes_soldes: Sequence[str]


def quand_impaye_regularise_le_constater(commande: RegularisationRecue, *, uow: UniteDeTravail) -> None:
    """Sans effet pour un bail sans dossier ouvert."""
    dossier = dossier_ouvert(commande.bail_id, uow=uow)
    if dossier is not None:
        dossier.constater_regularisation(termes_soldes=commande.termes_soldes, le=commande.regularise_le)
