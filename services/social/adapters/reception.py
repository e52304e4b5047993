"""Ce que le social écoute : les orientations du recouvrement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from social.application.quand_orientation_demandee_ouvrir_un_dossier import (
    OrientationRecue,
    quand_orientation_demandee_ouvrir_un_dossier,
)
from social.domain.codes import MotifOrientation
from socle.domaine.baremes import Baremes
from socle.technique.evenements import EvenementRecu, Reception


class OrientationSocialeDemandee(
    EvenementRecu, source="recouvrement", nom="OrientationSocialeDemandée", agregat="dossier_impaye"
):
    dossier_id: UUID
    bail_id: UUID
    motif: str
    oriente_le: date
    menage_informe: bool


def reception(*, baremes: Baremes) -> Reception:
    """Branche la réaction du social."""
    branchements = Reception("social")
    branchements.quand(
        OrientationSocialeDemandee,
        quand_orientation_demandee_ouvrir_un_dossier,
        en=lambda e: OrientationRecue(
            bail_id=e.bail_id,
            dossier_impaye_id=e.dossier_id,
            motif=MotifOrientation(e.motif),
            oriente_le=e.oriente_le,
            menage_informe=e.menage_informe,
        ),
        baremes=baremes,
    )
    return branchements
