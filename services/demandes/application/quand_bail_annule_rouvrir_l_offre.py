"""Quand un bail est annulé avant son effet : le logement est à attribuer de nouveau, l'offre se rouvre."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from demandes.domain.offre import FINIES, Offre
from socle.domaine.refus import RegleViolee
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class BailAnnuleRecu:
    demande_id: UUID
    offre_id: UUID
    a_refaire: bool


def quand_bail_annule_rouvrir_l_offre(commande: BailAnnuleRecu, *, uow: UniteDeTravail) -> None:
    """Sans effet si le bail se refait pour le même candidat, si l'offre n'est pas d'ici, ou si la demande n'en était plus le preneur (désistement déjà constaté).

    Une demande que la signature avait radiée le reste : aucun texte connu ici ne la rétablit d'office.
    Lève RegleViolee (OFFRE_DEJA_OUVERTE) si une autre offre tient déjà le logement.
    """
    if commande.a_refaire:
        return
    offre = uow.session.get(Offre, commande.offre_id, with_for_update=True)
    if offre is None or not offre.acceptee_par(commande.demande_id):
        return
    for autre in uow.session.scalars(select(Offre).filter_by(logement_id=offre.logement_id)):
        if autre is not offre and autre.statut not in FINIES:
            raise RegleViolee("OFFRE_DEJA_OUVERTE", "Ce logement a déjà une offre en cours.", champ="logement_id")
    offre.rouvrir(commande.demande_id)
