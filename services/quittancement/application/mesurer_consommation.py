"""Lire la consommation d'un point de mesure entre deux jours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from quittancement.application.depot_parc import DepotParc
from quittancement.domain.energie.compteur import CompteurEnergie, Point
from quittancement.domain.energie.consommation import Consommation, Mesure
from quittancement.domain.energie.conversions import Conversion, convertir
from quittancement.domain.energie.reglages import retournement
from quittancement.domain.energie.site import SiteEnergie
from socle.domaine.baremes import Baremes
from socle.domaine.periodes import Periode
from socle.domaine.refus import Introuvable


@dataclass(frozen=True, kw_only=True)
class ConsommationMesuree:
    point: Point
    consommation: Consommation | None
    conversions: Sequence[Conversion]


def mesurer_consommation(
    compteur_id: UUID,
    *,
    du: date,
    au: date,
    session: Session,
    depot: DepotParc,
    perimetre: Sequence[str] | None,
    baremes: Baremes,
) -> ConsommationMesuree:
    """De `du` inclus à `au` exclu, d'un compteur à son remplaçant. Lève Introuvable, DonneeInvalide (PERIODE_INVERSEE)."""
    Periode(du, au - timedelta(days=1))
    compteur = session.get(CompteurEnergie, compteur_id)
    if compteur is None or (perimetre is not None and str(compteur.residence_id) not in perimetre):
        raise Introuvable("Compteur", compteur_id, champ="compteur_id")
    parc = depot.parc(session, compteur.residence_id, du=du, au=au, baremes=baremes)
    chaine = next(c for c in parc.chaines if compteur in c.compteurs)
    mesure = Mesure(chaine, retournement=retournement(baremes, au), climat=parc.climat)
    consomme = mesure.consommation(du, au)
    site = session.get(SiteEnergie, compteur.residence_id)
    conversions = (
        convertir(consomme.quantite, fluide=chaine.point.fluide, site=site, au=au, baremes=baremes) if consomme else ()
    )
    return ConsommationMesuree(point=chaine.point, consommation=consomme, conversions=conversions)
