"""Remplacer un compteur : l'ancien est déposé, le neuf posé le même jour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.depot_releves import DepotReleves
from quittancement.application.enregistrer_compteur import exiger_reference_libre
from quittancement.domain.energie.compteur import CompteurEnergie, poser
from quittancement.domain.energie.reglages import retournement
from quittancement.domain.energie.releve import verifier_depose
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RemplacerCompteur:
    compteur_id: UUID
    le: date
    index_depose: int
    nouveau_id: UUID
    reference: str
    modulo: int
    index_pose: int
    etag: str = ""


def remplacer_compteur(
    commande: RemplacerCompteur, *, uow: UniteDeTravail, depot: DepotReleves, baremes: Baremes
) -> tuple[CompteurEnergie, CompteurEnergie]:
    """L'ancien et le nouveau. Lève Introuvable, ConflitDeVersion, DejaExistant, et les refus de dépose et de pose."""
    ancien = uow.charger(CompteurEnergie, commande.compteur_id, champ="compteur_id", etag=commande.etag)
    verifier_depose(
        ancien,
        depot.tous(uow.session, ancien.id),
        le=commande.le,
        index=commande.index_depose,
        retournement=retournement(baremes, commande.le),
    )
    ancien.deposer(le=commande.le, index=commande.index_depose)
    nouveau = poser(
        compteur_id=commande.nouveau_id,
        reference=commande.reference,
        point=ancien.point,
        modulo=commande.modulo,
        pose_le=commande.le,
        index_pose=commande.index_pose,
        remplace=ancien,
    )
    exiger_reference_libre(nouveau.reference, uow=uow)
    uow.ajouter(nouveau)
    return ancien, nouveau
