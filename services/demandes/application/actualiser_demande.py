"""Actualiser la situation d'une demande : logement, emploi, ressources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.demande import Demande
from demandes.domain.situation import OrigineActualisation, SituationActuelle
from socle.domaine.montant import Montant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ActualiserDemande:
    demande_id: UUID
    actualisee_le: date
    origine: OrigineActualisation
    situation: SituationActuelle | None
    ressources_mensuelles: Montant | None
    etag: str = ""


def actualiser_demande(commande: ActualiserDemande, *, uow: UniteDeTravail) -> Demande:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (DEMANDE_RADIEE) ou DonneeInvalide."""
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id", etag=commande.etag)
    demande.actualiser(
        le=commande.actualisee_le,
        origine=commande.origine,
        situation=commande.situation,
        ressources_mensuelles=commande.ressources_mensuelles,
    )
    return demande
