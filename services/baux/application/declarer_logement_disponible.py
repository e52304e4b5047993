"""Déclarer un logement disponible : demandes ouvrira une offre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.patrimoine import Logement, Residence
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeclarerLogementDisponible:
    logement_id: UUID
    disponible_le: date
    contingent: str
    etag: str = ""


def declarer_logement_disponible(commande: DeclarerLogementDisponible, *, uow: UniteDeTravail) -> Logement:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (LOGEMENT_OCCUPE) ou TransitionInterdite."""
    logement = uow.charger(Logement, commande.logement_id, champ="logement_id", etag=commande.etag)
    residence = uow.charger(Residence, logement.residence_id, champ="residence_id")
    logement.declarer_disponible(residence=residence, le=commande.disponible_le, contingent=commande.contingent)
    return logement
