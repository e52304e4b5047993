"""Inscrire des candidats à une séance de la CALEOL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from demandes.domain.candidats import evaluer
from demandes.domain.demande import Demande
from demandes.domain.offre import Offre
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PresenterCandidats:
    offre_id: UUID
    demande_ids: Sequence[UUID]
    seance_le: date
    derogation: str
    etag: str = ""


def presenter_candidats(commande: PresenterCandidats, *, uow: UniteDeTravail, baremes: Baremes) -> Offre:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (CANDIDATS_INSUFFISANTS, CANDIDAT_NON_PRESENTABLE)."""
    offre = uow.charger(Offre, commande.offre_id, champ="offre_id", etag=commande.etag)
    candidats = [
        evaluer(
            uow.charger(Demande, demande_id, champ="demande_ids"),
            offre.logement,
            au=commande.seance_le,
            baremes=baremes,
        )
        for demande_id in commande.demande_ids
    ]
    offre.presenter(candidats, seance_le=commande.seance_le, derogation=commande.derogation, baremes=baremes)
    return offre
