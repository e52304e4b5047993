"""Quand une orientation est demandée : un dossier social attend d'être accueilli."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from social.domain.codes import MotifOrientation
from social.domain.dossier_social import DossierSocial
from socle.domaine.baremes import Baremes
from socle.technique.identifiants import nouvel_id
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class OrientationRecue:
    bail_id: UUID
    dossier_impaye_id: UUID
    motif: MotifOrientation
    oriente_le: date
    menage_informe: bool


def quand_orientation_demandee_ouvrir_un_dossier(
    commande: OrientationRecue, *, uow: UniteDeTravail, baremes: Baremes
) -> None:
    """Ouvre un dossier ORIENTE ; aucun fait n'en sort tant que rien n'est proposé au ménage."""
    uow.ajouter(
        DossierSocial.orienter(
            id=nouvel_id(),
            bail_id=commande.bail_id,
            dossier_impaye_id=commande.dossier_impaye_id,
            motif=commande.motif,
            oriente_le=commande.oriente_le,
            menage_informe=commande.menage_informe,
            baremes=baremes,
        )
    )
