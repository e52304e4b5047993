"""Quand un bail signé n'aboutit pas : son compte, que rien n'a quittancé, se ferme."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from quittancement.domain.compte import Compte
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailAnnuleRecu:
    """`signe` : le bail l'était ; sinon aucun compte n'a été ouvert."""

    bail_id: UUID
    signe: bool


def quand_bail_annule_clore_le_compte(commande: BailAnnuleRecu, *, uow: UniteDeTravail) -> None:
    """Lève Introuvable, RegleViolee (COMPTE_NON_SOLDE) si un paiement reçu d'avance reste à rendre."""
    if commande.signe:
        uow.charger(Compte, commande.bail_id, champ="bail_id").clore()
