"""Enregistrer une résidence."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from baux.domain.patrimoine import Residence
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerResidence:
    id: UUID
    nom: str
    adresse: str
    code_postal: str
    commune: str
    code_insee: str
    zone: str
    zone_abc: str
    quartier_prioritaire: bool


def enregistrer_residence(commande: EnregistrerResidence, *, uow: UniteDeTravail) -> Residence:
    """Lève DonneeInvalide si la zone, le code INSEE ou le nom ne conviennent pas."""
    residence = Residence(**vars(commande))
    uow.ajouter(residence)
    return residence
