"""Constater la sortie du locataire : clés rendues, état des lieux de sortie signé."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from baux.domain.bail import Bail
from baux.domain.patrimoine import Logement
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class ConstaterSortie:
    bail_id: UUID
    sorti_le: date
    etag: str = ""


def constater_sortie(commande: ConstaterSortie, *, uow: UniteDeTravail) -> Bail:
    """Lève Introuvable, ConflitDeVersion, TransitionInterdite, RegleViolee (ETAT_DES_LIEUX_DE_SORTIE_ABSENT)."""
    bail = uow.charger(Bail, commande.bail_id, champ="bail_id", etag=commande.etag)
    bail.sortir(le=commande.sorti_le)
    uow.charger(Logement, bail.logement_id, champ="logement_id").quitter()
    return bail
