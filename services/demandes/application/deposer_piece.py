"""Déposer une pièce justificative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.codes import FamillePiece
from demandes.domain.demande import Demande
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class DeposerPiece:
    demande_id: UUID
    piece_id: UUID
    famille: FamillePiece
    libelle: str
    deposee_le: date


def deposer_piece(commande: DeposerPiece, *, uow: UniteDeTravail, baremes: Baremes) -> Demande:
    """Lève Introuvable, DonneeInvalide (libellé vide) ou RegleViolee (DEMANDE_RADIEE)."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id")
    demande.deposer_piece(
        piece_id=commande.piece_id,
        famille=commande.famille,
        libelle=commande.libelle,
        le=commande.deposee_le,
        baremes=baremes,
    )
    return demande
