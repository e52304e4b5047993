"""Ce qui d'une demande ne se lit qu'avec la classe C5 (santé, handicap, violences), et par qui."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from demandes.domain.codes import FamillePiece
from socle.domaine.baremes import Baremes
from socle.domaine.refus import Introuvable

RESERVE = "RESERVE"
"""Code montré à la place d'un motif de décision qui ne se lit pas : la décision reste motivée, on ne dit pas par quoi."""


def motifs_lisibles(motifs: Iterable[str], *, au: date, baremes: Baremes) -> list[str]:
    """Les motifs de la demande qu'une lecture C1 montre. Le formulaire n'en exige aucun : un manque ne dit rien."""
    ordinaires = baremes.au("motifs_ordinaires", au).valeur
    return [motif for motif in motifs if motif in ordinaires]


def logement_actuel_lisible(code: str, *, au: date, baremes: Baremes) -> str:
    """Le logement actuel, ou vide — comme s'il n'était pas renseigné."""
    return code if code in baremes.au("logements_actuels_ordinaires", au).valeur else ""


def piece_lisible(famille: FamillePiece, *, au: date, baremes: Baremes) -> bool:
    """Le libellé et le motif de refus d'une pièce de cette famille se lisent-ils en C1 ?"""
    return famille.value in baremes.au("familles_pieces_ordinaires", au).valeur


def motif_publiable(motif: str, *, au: date, baremes: Baremes) -> str:
    """Motif d'une décision ou d'un refus, tel qu'il se lit en C1 et part sur le bus : lui-même, ou RESERVE."""
    return motif if not motif or motif in baremes.au("motifs_decision_ordinaires", au).valeur else RESERVE


def exiger_referent(*, demande_id: UUID, referent: str | None, par: str) -> None:
    """Lève Introuvable, comme pour une demande qui n'existe pas, si `par` n'est pas le référent désigné."""
    if not par or par != referent:
        raise Introuvable("Demande", demande_id, champ="demande_id")
