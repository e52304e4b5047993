"""Recevoir le congé du locataire : le préavis court (loi 89-462 art. 15 I)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from baux.domain.conge import FormeConge, MotifPreavis
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class RecevoirConge:
    bail_id: UUID
    recu_le: date
    forme: FormeConge
    motif: MotifPreavis
    justifie: bool
    de_tous_les_titulaires: bool
    etag: str = ""


def recevoir_conge(commande: RecevoirConge, *, uow: UniteDeTravail, baremes: Baremes) -> Bail:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite, RegleViolee (CONGE_PARTIEL) ou DonneeInvalide."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    bail.recevoir_conge(
        recu_le=commande.recu_le,
        forme=commande.forme,
        motif=commande.motif,
        justifie=commande.justifie,
        de_tous_les_titulaires=commande.de_tous_les_titulaires,
        baremes=baremes,
    )
    return bail
