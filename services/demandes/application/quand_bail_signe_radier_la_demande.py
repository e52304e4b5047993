"""Quand un bail est signé : la demande est radiée aussitôt et l'offre close (CCH R441-2-8 a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.codes import MotifRadiation
from demandes.domain.demande import Demande, StatutDemande
from demandes.domain.offre import FINIES, Offre, StatutOffre
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailSigneRecu:
    demande_id: UUID
    offre_id: UUID
    signe_le: date


def quand_bail_signe_radier_la_demande(commande: BailSigneRecu, *, uow: UniteDeTravail, baremes: Baremes) -> None:
    """Radie la demande dès la signature, que l'offre soit d'ici ou non : l'obligation ne dépend que du bail.

    Une demande déjà radiée pour un autre motif le reste. L'offre acceptée se clôt ; celle qui ne l'est pas (ou plus)
    se retire, le logement étant loué. Lève Introuvable si la demande ne vient pas d'ici.
    """
    demande = uow.charger(Demande, commande.demande_id, champ="demande_id")
    if demande.statut is not StatutDemande.RADIEE:
        demande.radier(motif=MotifRadiation.ATTRIBUTION_BAIL_SIGNE, le=commande.signe_le, baremes=baremes)
    offre = uow.session.get(Offre, commande.offre_id, with_for_update=True)
    if offre is None or offre.statut in FINIES:
        return
    if offre.statut is StatutOffre.ACCEPTEE and offre.acceptee_par(commande.demande_id):
        offre.clore()
    else:
        offre.retirer()
