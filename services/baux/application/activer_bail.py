"""Activer un bail : toutes les gardes disent oui, les clés sont remises, le logement est occupé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from baux.domain.patrimoine import Logement
from baux.domain.proposition import DemandeRadiee
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ActiverBail:
    bail_id: UUID
    active_le: date
    depot_garantie_recu: bool
    etag: str = ""


def activer_bail(commande: ActiverBail, *, uow: UniteDeTravail, baremes: Baremes) -> Bail:
    """Lève Introuvable, TransitionInterdite, ou RegleViolee (GARDE_NON_SATISFAITE) en nommant les gardes."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    radiation = uow.session.get(DemandeRadiee, bail.demande_id)
    bail.activer(
        le=commande.active_le,
        depot_garantie_recu=commande.depot_garantie_recu,
        demande_radiee=True if radiation else None,
        baremes=baremes,
    )
    uow.charger(Logement, bail.logement_id, champ="logement_id").occuper()
    return bail
