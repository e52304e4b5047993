"""Remettre les espèces d'une caisse : l'un prépare le scellé, un autre le valide et le fait partir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from proximite.application.charger_caisse import charger_caisse
from proximite.application.numero_suivant import numero_suivant
from proximite.domain.caisse import Caisse
from proximite.domain.coupures import Coupure
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PreparerRemiseEspeces:
    caisse_id: UUID
    perimetre: Sequence[str] | None
    coupures: Sequence[Coupure]
    scelle: str
    preparee_le: date
    par: str


def preparer_remise_especes(commande: PreparerRemiseEspeces, *, uow: UniteDeTravail, baremes: Baremes) -> Caisse:
    """Lève Introuvable, et les refus de `Caisse.preparer_remise`. Un refus ne prend pas de numéro."""
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow)
    annee = commande.preparee_le.year
    rang = numero_suivant(f"REMISE-{caisse.loge}", annee, uow=uow)
    caisse.preparer_remise(
        commande.coupures,
        bordereau=f"RE-{caisse.loge}-{annee:04d}-{rang:06d}",
        scelle=commande.scelle,
        par=commande.par,
        le=commande.preparee_le,
        baremes=baremes,
    )
    return caisse


@dataclass(frozen=True, kw_only=True)
class TransporterRemise:
    caisse_id: UUID
    perimetre: Sequence[str] | None
    transporteur: str
    transportee_le: date
    par: str
    etag: str


def transporter_remise(commande: TransporterRemise, *, uow: UniteDeTravail) -> Caisse:
    """Lève Introuvable, ConflitDeVersion, et les refus de `Caisse.transporter`."""
    caisse = charger_caisse(commande.caisse_id, perimetre=commande.perimetre, uow=uow, etag=commande.etag)
    caisse.transporter(transporteur=commande.transporteur, par=commande.par, le=commande.transportee_le)
    return caisse


def clore_caisse(
    caisse_id: UUID, *, perimetre: Sequence[str] | None, par: str, etag: str, uow: UniteDeTravail
) -> Caisse:
    """Lève Introuvable, ConflitDeVersion, et les refus de `Caisse.clore`."""
    caisse = charger_caisse(caisse_id, perimetre=perimetre, uow=uow, etag=etag)
    caisse.clore(par=par)
    return caisse
