"""Valider un cycle calculé : le second agent l'accepte, ses numéros sont réservés, ses tranches peuvent se sceller."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from quittancement.application.clore_mois import derniere_cloture, refuser_mois_clos
from quittancement.application.depot_cycle import DepotCycle
from quittancement.domain.cycle import trop_d_ecarts
from quittancement.domain.lot import Lot
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ValiderCycle:
    lot_id: UUID
    valide_le: date
    valide_par: str
    motif_ecarts: str = ""
    etag: str = ""


def valider_cycle(commande: ValiderCycle, *, uow: UniteDeTravail, depot: DepotCycle, baremes: Baremes) -> Lot:
    """Lève Introuvable, ConflitDeVersion et les refus de `Lot.ouvrir_scellement`, RegleViolee (MOIS_CLOS)."""
    refuser_mois_clos(commande.valide_le, derniere_cloture(uow), champ="valide_le")
    lot = uow.charger(Lot, commande.lot_id, champ="lot_id", etag=commande.etag)
    lot.ouvrir_scellement(
        par=commande.valide_par,
        le=commande.valide_le,
        trop_d_ecarts=trop_d_ecarts(nombre=lot.nombre, ecarts=lot.ecarts, le=commande.valide_le, baremes=baremes),
        motif_ecarts=commande.motif_ecarts,
    )
    depot.numeroter(uow, lot.id)
    return lot
