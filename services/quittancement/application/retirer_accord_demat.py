"""Retirer l'accord à l'envoi électronique : dès ce jour, les documents du bail partent sur papier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from quittancement.domain.accord_demat import AccordDemat
from quittancement.domain.compte import Compte
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RetirerAccordDemat:
    bail_id: UUID
    retire_le: date
    retire_par: str


def retirer_accord_demat(commande: RetirerAccordDemat, *, uow: UniteDeTravail) -> AccordDemat:
    """Lève Introuvable, RegleViolee (SANS_ACCORD, RETRAIT_AVANT_ACCORD)."""
    uow.charger(Compte, commande.bail_id, champ="bail_id")
    for accord in uow.session.scalars(select(AccordDemat).filter_by(bail_id=commande.bail_id)):
        if accord.retire_le is None:
            accord.retirer(le=commande.retire_le, par=commande.retire_par)
            return accord
    raise RegleViolee("SANS_ACCORD", "Ce locataire n'a pas d'accord en vigueur.", champ="bail_id")
