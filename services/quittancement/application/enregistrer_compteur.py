"""Poser un compteur."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from quittancement.application.verrou import verrouiller
from quittancement.domain.energie.compteur import CompteurEnergie, Point, poser
from socle.domaine.refus import DejaExistant
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class EnregistrerCompteur:
    compteur_id: UUID
    reference: str
    point: Point
    modulo: int
    pose_le: date
    index_pose: int


def enregistrer_compteur(commande: EnregistrerCompteur, *, uow: UniteDeTravail) -> CompteurEnergie:
    """Lève DejaExistant (REFERENCE_PRISE) et les refus de `poser`."""
    compteur = poser(
        compteur_id=commande.compteur_id,
        reference=commande.reference,
        point=commande.point,
        modulo=commande.modulo,
        pose_le=commande.pose_le,
        index_pose=commande.index_pose,
    )
    exiger_reference_libre(compteur.reference, uow=uow)
    uow.ajouter(compteur)
    return compteur


def exiger_reference_libre(reference: str, *, uow: UniteDeTravail) -> None:
    """Réserve la référence jusqu'à la fin de la transaction. Lève DejaExistant (REFERENCE_PRISE)."""
    verrouiller(f"compteur:{reference}", uow=uow)
    if uow.session.scalars(select(CompteurEnergie).filter_by(reference=reference)).first() is not None:
        raise DejaExistant("REFERENCE_PRISE", f"Le compteur « {reference[:60]} » existe déjà.", champ="reference")
