"""Ce qu'une caisse de loge apprend au monde."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from socle.domaine.agregat import Fait
from socle.domaine.montant import Montant


@dataclass(frozen=True, kw_only=True)
class EncaissementEnregistre(Fait):
    """`plafond_leve` : débiteur sans compte de dépôt, justifié à la loge."""

    encaissement_id: UUID
    numero: str
    bail_id: UUID
    mois: str
    montant: Montant
    encaisse_le: datetime
    plafond_leve: bool


@dataclass(frozen=True, kw_only=True)
class EncaissementAnnule(Fait):
    encaissement_id: UUID
    bail_id: UUID
    montant: Montant
    annule_le: datetime


@dataclass(frozen=True, kw_only=True)
class EcartDeCaisseConstate(Fait):
    """`ecart` : compté moins attendu ; négatif s'il manque de l'argent."""

    ecart: Montant
    constate_le: date


@dataclass(frozen=True, kw_only=True)
class RemiseEspecesTransportee(Fait):
    bordereau: str
    montant: Montant
    transportee_le: date
