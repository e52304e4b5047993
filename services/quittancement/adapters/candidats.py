"""L'échéance d'un bail sous mandat, telle que la base la tient, et ce qui interdit de la prélever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from quittancement.adapters.orm import comptes
from quittancement.domain.banque.mandat import StatutMandat
from quittancement.domain.banque.remise import Blocage, BlocageDuBail, Candidat
from socle.domaine.montant import Montant
from socle.technique.base import adaptateur

_PROTECTIONS = adaptateur(comptes.c.protections)
GEL = (
    """CASE WHEN jsonb_array_length(coalesce(c.protections -> 'gels', '[]')) > 0 THEN CAST(c.protections AS text) END"""
)
"""Protections d'un compte (`c`) s'il a un gel : presque aucun n'en a, on ne lit que celles-là."""


def lire_candidat(ligne: Any, *, prenotifiee_le: date, au: date) -> Candidat:
    """Candidat d'une ligne lue ; `au` est le jour où un gel se juge."""
    return Candidat(
        quittance_id=ligne.quittance_id,
        bail_id=ligne.bail_id,
        reference=ligne.reference,
        mois=ligne.mois,
        exigible_le=ligne.exigible_le,
        prenotifiee_le=prenotifiee_le,
        reste_du=Montant(ligne.reste),
        mandat_id=ligne.mandat_id,
        mandat=StatutMandat(ligne.statut),
        dernier_signe_de_vie=ligne.signe_de_vie,
        preavis_jours=ligne.preavis_jours,
        essais=ligne.essais,
        dernier_essai=ligne.dernier_essai,
        en_cours=ligne.en_cours,
        representer_le=ligne.representer_le,
        rum=ligne.rum,
        ics=ligne.ics,
        iban=ligne.iban,
        bic=ligne.bic,
        blocages=blocages_du_bail(ligne.blocages, ligne.protections, au=au),
    )


def blocages_du_bail(
    poses: Sequence[Mapping[str, str]] | None, protections: str | None, *, au: date
) -> tuple[BlocageDuBail, ...]:
    """Blocages qu'une personne ou un retour a posés, et celui d'un surendettement dont le gel court ce jour-là."""
    lus = [BlocageDuBail(code=Blocage(b["code"]), depuis=date.fromisoformat(b["depuis"])) for b in poses or ()]
    gel = _PROTECTIONS.validate_json(protections).gel_au(au) if protections else None
    if gel is not None:
        lus.append(BlocageDuBail(code=Blocage.SURENDETTEMENT_ARRIERE, depuis=gel.recevable_le))
    return tuple(lus)
