"""Proposer d'annuler une quittance ou un paiement par écriture inverse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain import annulation
from quittancement.domain.compte import Compte
from quittancement.domain.contrepassation import Contrepassation, MotifContrepassation, ObjetContrepasse
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ProposerContrepassation:
    contrepassation_id: UUID
    bail_id: UUID
    objet: ObjetContrepasse
    objet_id: UUID
    motif: MotifContrepassation
    proposee_le: date
    proposee_par: str


def proposer_contrepassation(commande: ProposerContrepassation, *, uow: UniteDeTravail) -> Contrepassation:
    """Rien ne bouge au compte avant la décision. Lève les refus de `annulation.proposer_contrepassation`."""
    compte = uow.charger(Compte, commande.bail_id, champ="bail_id")
    return annulation.proposer_contrepassation(
        compte,
        id=commande.contrepassation_id,
        objet=commande.objet,
        objet_id=commande.objet_id,
        motif=commande.motif,
        par=commande.proposee_par,
        le=commande.proposee_le,
    )
