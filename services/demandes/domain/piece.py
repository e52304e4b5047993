"""Une pièce justificative et ses états."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID

from demandes.domain.codes import FamillePiece, exiger_texte
from socle.domaine.agregat import franchir
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import ajouter_mois
from socle.domaine.refus import DonneeInvalide


class StatutPiece(Enum):
    DEPOSEE = "DEPOSEE"
    VALIDEE = "VALIDEE"
    REFUSEE = "REFUSEE"
    PERIMEE = "PERIMEE"


TRANSITIONS_PIECE = {
    StatutPiece.DEPOSEE: {StatutPiece.VALIDEE, StatutPiece.REFUSEE},
    StatutPiece.VALIDEE: {StatutPiece.PERIMEE},
}
"""PERIMEE se constate à la lecture (`statut_au`) : le temps qui passe n'écrit rien."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Pièce de la liste limitative. `perime_le` est le dernier jour où elle vaut, None si elle n'expire pas."""

    id: UUID
    famille: FamillePiece
    libelle: str
    deposee_le: date
    perime_le: date | None = None
    statut: StatutPiece = StatutPiece.DEPOSEE
    controlee_le: date | None = None
    motif_refus: str = ""

    @classmethod
    def deposer(cls, *, id: UUID, famille: FamillePiece, libelle: str, le: date, baremes: Baremes) -> Piece:
        """Pièce reçue, pas encore lue. Lève DonneeInvalide si le libellé est vide."""
        exiger_texte(libelle, champ="libelle")
        mois = baremes.au("validite_pieces", le).valeur.get(famille.value)
        perime_le = None if mois is None else ajouter_mois(le, mois)
        return cls(id=id, famille=famille, libelle=libelle, deposee_le=le, perime_le=perime_le)

    def controler(self, *, valide: bool, motif_refus: str, le: date) -> Piece:
        """Pièce validée ou refusée. Lève TransitionInterdite hors de DEPOSEE, DonneeInvalide si le motif manque."""
        vers = StatutPiece.VALIDEE if valide else StatutPiece.REFUSEE
        statut = franchir(TRANSITIONS_PIECE, objet="Pièce", de=self.statut, vers=vers)
        if le < self.deposee_le:
            raise DonneeInvalide("CONTROLE_AVANT_DEPOT", "Le contrôle précède le dépôt.", champ="controlee_le")
        if not valide:
            exiger_texte(motif_refus, champ="motif_refus")
        return replace(self, statut=statut, controlee_le=le, motif_refus="" if valide else motif_refus)

    def statut_au(self, jour: date) -> StatutPiece:
        """Statut ce jour-là : une pièce validée dont la validité est passée est PERIMEE."""
        if self.statut is StatutPiece.VALIDEE and self.perime_le is not None and jour > self.perime_le:
            return franchir(TRANSITIONS_PIECE, objet="Pièce", de=self.statut, vers=StatutPiece.PERIMEE)
        return self.statut
