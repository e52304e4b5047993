"""Quand un paiement est enregistré : la dette du dossier baisse, et le FSL qui l'a versé est noté payé."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.application.dossier_ouvert import dossier_ouvert
from recouvrement.domain.dossier_fsl import DossierFsl
from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PaiementRecu:
    bail_id: UUID
    paiement_id: UUID
    montant: Montant
    recu_le: date
    termes_soldes: Sequence[str]
    dette_echue: Montant
    dossier_fsl_id: UUID | None
    decision_id: str


def quand_paiement_enregistre_reduire_la_dette(commande: PaiementRecu, *, uow: UniteDeTravail) -> None:
    """Sans effet pour un bail sans dossier ouvert. Le dossier FSL se verrouille avant celui d'impayé, comme à sa décision."""
    fsl = None
    if commande.dossier_fsl_id is not None:
        fsl = uow.charger(DossierFsl, commande.dossier_fsl_id, champ="dossier_fsl_id")
    dossier = dossier_ouvert(commande.bail_id, uow=uow)
    if dossier is not None:
        dossier.appliquer_paiement(
            termes_soldes=commande.termes_soldes, dette_restante=commande.dette_echue, recu_le=commande.recu_le
        )
    if fsl is not None:
        fsl.noter_paiement(
            paiement_id=commande.paiement_id,
            decision_id=commande.decision_id,
            montant=commande.montant,
            recu_le=commande.recu_le,
        )
        if fsl.est_termine:
            uow.charger(DossierImpaye, fsl.dossier_impaye_id, champ="dossier_id").terminer_fsl(fsl.id)
