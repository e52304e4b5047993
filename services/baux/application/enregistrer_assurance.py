"""Enregistrer l'attestation d'assurance d'un locataire (loi 89-462 art. 7 g)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from baux.domain.assurance import Assurance
from baux.domain.bail import Bail
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerAssurance:
    bail_id: UUID
    assurance: Assurance


def enregistrer_assurance(commande: EnregistrerAssurance, *, uow: UniteDeTravail) -> Bail:
    """Lève Introuvable ou DonneeInvalide (période inversée, assureur vide)."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id")
    bail.assurer(commande.assurance)
    return bail
