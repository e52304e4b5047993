"""Compter la caisse du jour, en aveugle, et admettre son écart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from proximite.application.charger_caisse import charger_caisse
from proximite.domain.caisse import Caisse
from proximite.domain.coupures import Coupure
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CompterCaisse:
    caisse_id: UUID
    perimetre: Sequence[str] | None
    coupures: Sequence[Coupure]
    comptee_le: datetime
    par: str


def compter_caisse(commande: CompterCaisse, *, uow: UniteDeTravail, baremes: Baremes) -> Caisse:
    """Lève Introuvable, et les refus de `Caisse.compter`."""
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow)
    caisse.compter(commande.coupures, par=commande.par, le=commande.comptee_le, baremes=baremes)
    return caisse


@dataclass(frozen=True, kw_only=True)
class ViserEcart:
    caisse_id: UUID
    perimetre: Sequence[str] | None
    motif: str
    par: str
    etag: str


def viser_ecart(commande: ViserEcart, *, uow: UniteDeTravail) -> Caisse:
    """Lève Introuvable, ConflitDeVersion, et les refus de `Caisse.viser_ecart`."""
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow, etag=commande.etag)
    caisse.viser_ecart(par=commande.par, motif=commande.motif)
    return caisse
