"""Quand un logement est disponible : une offre s'ouvre."""

from __future__ import annotations

from sqlalchemy import select

from demandes.domain.logement_offert import LogementOffert
from demandes.domain.offre import FINIES, Offre, StatutOffre
from socle.domaine.refus import Indisponible, RegleViolee
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


def quand_logement_disponible_ouvrir_une_offre(commande: LogementOffert, *, uow: UniteDeTravail) -> None:
    """Un logement n'a qu'une offre vivante : lève RegleViolee (OFFRE_DEJA_OUVERTE).

    Si elle est acceptée, son bail est sans doute signé et le fait en route : lève Indisponible, on réessaiera.
    """
    for offre in uow.session.scalars(select(Offre).filter_by(logement_id=commande.logement_id)):
        if offre.statut is StatutOffre.ACCEPTEE:
            raise Indisponible(
                "OFFRE_EN_ATTENTE_DE_SIGNATURE",
                "L'offre précédente est acceptée et son bail pas encore connu.",
                champ="logement_id",
            )
        if offre.statut not in FINIES:
            raise RegleViolee("OFFRE_DEJA_OUVERTE", "Ce logement a déjà une offre en cours.", champ="logement_id")
    uow.ajouter(Offre.ouvrir(id=nouvel_id(), logement=commande))
