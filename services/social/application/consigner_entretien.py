"""Consigner un entretien au dossier, par son référent seul."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from social.domain.dossier_social import DossierSocial, Entretien
from social.domain.secret import Agent
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConsignerEntretien:
    dossier_id: UUID
    par: Agent
    entretien: Entretien


def consigner_entretien(commande: ConsignerEntretien, *, uow: UniteDeTravail) -> DossierSocial:
    """Lève Introuvable si le dossier n'existe pas ou n'est pas à l'appelant, ou les refus du dossier."""
    dossier = uow.charger(DossierSocial, commande.dossier_id, champ="dossier_id")
    dossier.consigner_entretien(commande.entretien, par=commande.par)
    return dossier
