"""Clore les dossiers dont la dette est nulle depuis le nombre de termes voulu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recouvrement.domain.dossier_impaye import DossierImpaye
from socle.domaine.baremes import Baremes
from socle.technique.unite_de_travail import UniteDeTravail


@dataclass(frozen=True, kw_only=True)
class CloreDossiers:
    au: date
    dossier_ids: Sequence[UUID]


def clore_dossier(dossier_id: UUID, *, au: date, uow: UniteDeTravail, baremes: Baremes) -> DossierImpaye:
    """Clôt un dossier nommé. Lève Introuvable, ou la raison qui le garde ouvert (DETTE_RESTANTE, CLOTURE_PREMATUREE)."""
    dossier = uow.charger(DossierImpaye, dossier_id, champ="dossier_id")
    dossier.clore(au=au, baremes=baremes)
    return dossier


def clore_dossiers(commande: CloreDossiers, *, uow: UniteDeTravail, baremes: Baremes) -> int:
    """Rend le nombre de dossiers clos ; ceux qui ne peuvent pas l'être restent ouverts, sans erreur."""
    clos = 0
    for identifiant in commande.dossier_ids:
        dossier = uow.charger(DossierImpaye, identifiant, champ="dossier_id")
        if not dossier.est_clos and dossier.peut_clore(au=commande.au, baremes=baremes).favorable:
            dossier.clore(au=commande.au, baremes=baremes)
            clos += 1
    return clos
