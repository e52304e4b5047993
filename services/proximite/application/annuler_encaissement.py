"""Annuler un reçu de loge le jour même : barré, jamais effacé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.application.charger_caisse import charger_caisse
from proximite.domain.encaissement import Encaissement
from socle.domaine.refus import Introuvable
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class AnnulerEncaissement:
    caisse_id: UUID
    encaissement_id: UUID
    perimetre: Sequence[str] | None
    motif: str
    annule_le: datetime
    par: str


def annuler_encaissement(commande: AnnulerEncaissement, *, uow: UniteDeTravail) -> Encaissement:
    """Lève Introuvable, et les refus de `Caisse.annuler_encaissement`."""
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow)
    encaissement = uow.session.get(Encaissement, commande.encaissement_id)
    if encaissement is None or encaissement.caisse_id != caisse.id:
        raise Introuvable("Encaissement", commande.encaissement_id, champ="encaissement_id")
    caisse.annuler_encaissement(encaissement, par=commande.par, motif=commande.motif, le=commande.annule_le)
    return encaissement
