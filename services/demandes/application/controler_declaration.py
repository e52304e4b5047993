"""Consigner si la déclaration d'un demandeur s'est révélée fausse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.demande import Demande
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ControlerDeclaration:
    demande_id: UUID
    fausse: bool
    controlee_le: date
    etag: str = ""


def controler_declaration(commande: ControlerDeclaration, *, uow: UniteDeTravail) -> Demande:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (DEMANDE_RADIEE) ou DonneeInvalide (CONTROLE_DEPASSE)."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id", etag=commande.etag)
    demande.controler_declaration(fausse=commande.fausse, le=commande.controlee_le)
    return demande
