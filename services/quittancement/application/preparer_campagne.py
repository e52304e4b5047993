"""Ouvrir la campagne de charges d'un exercice, avec ses clés de répartition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.campagne_charges import CampagneCharges, verifier_campagne
from quittancement.domain.charges.cles import Cle
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PreparerCampagne:
    campagne_id: UUID
    libelle: str
    debut: date
    fin: date
    cles: list[Cle]


def preparer_campagne(commande: PreparerCampagne, *, uow: UniteDeTravail) -> CampagneCharges:
    """Lève les refus de `verifier_campagne`."""
    verifier_campagne(debut=commande.debut, fin=commande.fin, cles=commande.cles)
    campagne = CampagneCharges(
        id=commande.campagne_id,
        libelle=commande.libelle,
        debut=commande.debut,
        fin=commande.fin,
        cles=commande.cles,
    )
    uow.ajouter(campagne)
    return campagne
