"""Dire d'une résidence sa station météo, son climat de référence et ses coefficients de gaz."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from quittancement.application.verrou import verrouiller
from quittancement.domain.energie.site import SiteEnergie, ValeurDuSite
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ParametrerSite:
    residence_id: UUID
    station: str
    dju_reference: Sequence[ValeurDuSite]
    coefficients_gaz: Sequence[ValeurDuSite]


def parametrer_site(commande: ParametrerSite, *, uow: UniteDeTravail) -> SiteEnergie:
    """Les listes remplacent les précédentes. Lève les refus de `SiteEnergie.parametrer`."""
    verrouiller(f"site:{commande.residence_id}", uow=uow)
    site = uow.session.get(SiteEnergie, commande.residence_id, with_for_update=True)
    if site is None:
        site = SiteEnergie(id=commande.residence_id)
        uow.ajouter(site)
    site.parametrer(
        station=commande.station,
        dju_reference=commande.dju_reference,
        coefficients_gaz=commande.coefficients_gaz,
    )
    return site
