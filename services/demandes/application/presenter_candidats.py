"""Inscrire des candidats à une séance de la CALEOL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from demandes.domain.candidats import evaluer
from demandes.domain.candidature import Candidature
from demandes.domain.demande import Demande
from demandes.domain.offre import Offre
from demandes.domain.refus_candidat import refus_injustifies
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class PresenterCandidats:
    offre_id: UUID
    demande_ids: Sequence[UUID]
    seance_le: date
    derogation: str
    etag: str = ""


RefusConnus = Callable[[Connection, Sequence[UUID]], Mapping[UUID, Sequence[Candidature]]]
"""Candidatures que chaque demande a refusées, parmi les offres de ce bailleur."""


def presenter_candidats(
    commande: PresenterCandidats, *, uow: UniteDeTravail, refus_connus: RefusConnus, baremes: Baremes
) -> Offre:
    """Lève Introuvable, ConflitDeVersion, RegleViolee (CANDIDATS_INSUFFISANTS, CANDIDAT_NON_PRESENTABLE)."""
    offre = uow.charger(Offre, commande.offre_id, champ="offre_id", etag=commande.etag)
    refus = refus_connus(uow.session.connection(), commande.demande_ids)
    candidats = [
        evaluer(
            uow.charger(Demande, demande_id, champ="demande_ids"),
            offre.logement,
            au=commande.seance_le,
            baremes=baremes,
            refus_injustifies=refus_injustifies(refus.get(demande_id, ()), baremes=baremes),
        )
        for demande_id in commande.demande_ids
    ]
    offre.presenter(candidats, seance_le=commande.seance_le, derogation=commande.derogation, baremes=baremes)
    return offre
