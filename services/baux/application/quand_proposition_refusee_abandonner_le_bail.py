"""Quand un candidat renonce après avoir accepté : la proposition n'attend plus de bail, celui en préparation s'annule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from baux.domain.bail import Bail, StatutBail
from baux.domain.faits import MotifAnnulation
from baux.domain.patrimoine import Logement
from baux.domain.proposition import Proposition
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PropositionRefuseeRecue:
    offre_id: UUID
    demande_id: UUID
    refuse_le: date


def quand_proposition_refusee_abandonner_le_bail(commande: PropositionRefuseeRecue, *, uow: UniteDeTravail) -> None:
    """Sans effet si cette demande n'avait rien accepté. Lève RegleViolee (BAIL_DEJA_SIGNE) : un bail signé s'annule."""
    proposition = uow.session.get(Proposition, commande.offre_id)
    if proposition is None or proposition.demande_id != commande.demande_id:
        return
    for bail in uow.session.scalars(select(Bail).filter_by(offre_id=commande.offre_id).with_for_update()):
        if bail.statut is StatutBail.ANNULE or bail.demande_id != commande.demande_id:
            continue
        if bail.statut is not StatutBail.PREPARE:
            raise RegleViolee("BAIL_DEJA_SIGNE", f"Le bail {bail.reference} est déjà signé.", champ="offre_id")
        bail.annuler(motif=MotifAnnulation.DESISTEMENT, le=commande.refuse_le)
        uow.charger(Logement, bail.logement_id, champ="logement_id").liberer()
    uow.session.delete(proposition)
