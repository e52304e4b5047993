"""Consigner un acte qui interrompt ou suspend la prescription des termes d'un bail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain import consignation
from quittancement.domain.actes import ActeConsigne
from quittancement.domain.compte import Compte
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConsignerActe:
    """`termes` : mois (AAAA-MM) visés ; vide : tous ceux qui sont dus et étaient exigibles avant `fait_le`."""

    acte_id: UUID
    bail_id: UUID
    nature: str
    fait_le: date
    piece: str
    termes: Sequence[str]
    par: str
    le: date


def consigner_acte(commande: ConsignerActe, *, uow: UniteDeTravail, baremes: Baremes) -> ActeConsigne:
    """Lève Introuvable et les refus de `consignation.consigner_acte`."""
    return consignation.consigner_acte(
        uow.charger(Compte, commande.bail_id, champ="bail_id"),
        acte_id=commande.acte_id,
        nature=commande.nature,
        fait_le=commande.fait_le,
        piece=commande.piece,
        termes=commande.termes,
        par=commande.par,
        le=commande.le,
        baremes=baremes,
    )
