"""Remettre à la banque un bordereau établi par un autre, ou l'annuler avant la remise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.etablir_bordereau import cheques_du_bordereau
from quittancement.domain.caisse.bordereau import Bordereau
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RemettreBordereau:
    bordereau_id: UUID
    remis_le: date
    par: str
    etag: str


def remettre_bordereau(commande: RemettreBordereau, *, uow: UniteDeTravail) -> Bordereau:
    """Lève Introuvable, ConflitDeVersion, et les refus de `Bordereau.remettre`."""
    bordereau = uow.charger(Bordereau, commande.bordereau_id, champ="bordereau_id", etag=commande.etag)
    bordereau.remettre(cheques_du_bordereau(bordereau, uow=uow), par=commande.par, le=commande.remis_le)
    return bordereau


def annuler_bordereau(bordereau_id: UUID, *, etag: str, uow: UniteDeTravail) -> Bordereau:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite (déjà remis)."""
    bordereau = uow.charger(Bordereau, bordereau_id, champ="bordereau_id", etag=etag)
    bordereau.annuler(cheques_du_bordereau(bordereau, uow=uow))
    return bordereau
