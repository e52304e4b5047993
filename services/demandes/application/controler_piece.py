"""Valider ou refuser une pièce déposée."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.demande import Demande
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ControlerPiece:
    demande_id: UUID
    piece_id: UUID
    valide: bool
    motif_refus: str
    controlee_le: date


def controler_piece(commande: ControlerPiece, *, uow: UniteDeTravail, baremes: Baremes) -> Demande:
    """Lève Introuvable, TransitionInterdite (déjà contrôlée) ou DonneeInvalide (motif manquant)."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id")
    demande.controler_piece(
        piece_id=commande.piece_id,
        valide=commande.valide,
        le=commande.controlee_le,
        motif_refus=commande.motif_refus,
        baremes=baremes,
    )
    return demande
