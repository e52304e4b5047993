"""Faire avancer une alerte de consommation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.domain.energie.alerte import Alerte, StatutAlerte
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class FaireAvancerAlerte:
    alerte_id: UUID
    vers: StatutAlerte
    le: date
    par: str
    etag: str = ""


def faire_avancer_alerte(commande: FaireAvancerAlerte, *, uow: UniteDeTravail, baremes: Baremes) -> Alerte:
    """Lève Introuvable, ConflitDeVersion et les refus de `Alerte.avancer`."""
    alerte = uow.charger(Alerte, commande.alerte_id, champ="alerte_id", etag=commande.etag)
    alerte.avancer(commande.vers, le=commande.le, par=commande.par, baremes=baremes)
    return alerte
