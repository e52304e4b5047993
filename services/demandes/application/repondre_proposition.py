"""Enregistrer la réponse du candidat à une proposition (CCH R441-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.demande import Demande, StatutDemande
from demandes.domain.offre import Offre
from socle.domaine.baremes import Baremes
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RepondreProposition:
    offre_id: UUID
    demande_id: UUID
    accepte: bool
    repondu_le: date
    motif_refus: str


def repondre_proposition(commande: RepondreProposition, *, uow: UniteDeTravail, baremes: Baremes) -> Offre:
    """Lève Introuvable, RegleViolee (PROPOSITION_ABSENTE, DELAI_DE_REPONSE_EXPIRE, DEMANDE_RADIEE) ou DonneeInvalide."""
    offre = uow.charger(Offre, commande.offre_id, champ="offre_id")
    if commande.accepte:
        demande = uow.session.get(Demande, commande.demande_id, with_for_update=True)
        if demande is not None and demande.statut is StatutDemande.RADIEE:
            raise RegleViolee("DEMANDE_RADIEE", "Une demande radiée n'accepte plus de logement.", champ="demande_id")
        offre.accepter(commande.demande_id, le=commande.repondu_le)
    else:
        offre.refuser(commande.demande_id, le=commande.repondu_le, motif=commande.motif_refus, baremes=baremes)
    return offre
