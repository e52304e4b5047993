"""Constater qu'un mandat n'a plus été présenté depuis trop longtemps : il s'en signe un autre."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from quittancement.domain.banque.mandat import Mandat
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


def constater_caducite(mandat_id: UUID, *, au: date, uow: UniteDeTravail, baremes: Baremes) -> bool:
    """Vrai si le mandat vient de devenir CADUC ; rejouer ne change rien. Lève Introuvable."""
    mandat = uow.charger(Mandat, mandat_id, champ="mandat_id")
    return mandat.constater_caducite(au=au, baremes=baremes)
